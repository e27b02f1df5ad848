/** How large what a spreadsheet unpacks to may be, and the memory that the thread may need for it: bytes, megabytes. */
export const sheetLimits = {
  zip: { packedBytes: 100 * 2 ** 20, unpackedBytes: 200 * 2 ** 20, entryBytes: 150 * 2 ** 20, entries: 2000, ratio: 200, ratioFrom: 20 * 2 ** 20 },
  memoryMegabytes: 1024,
  /** Rows that are handed over at a time. */
  portion: 1000,
} as const;
