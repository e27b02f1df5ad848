/** The requirements that no test proves yet. This list may only become shorter. */
export const open: readonly string[] = [];
