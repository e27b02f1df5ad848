/** What the card needs of a verified child: a part of what the look-up streams. */
export interface AskedChild {
  readonly lookUpRef: string;
  readonly initials: string;
  /** The run that answers for the child now. */
  readonly runRef: string | null;
  /** The child's stop on that run. */
  readonly sequence?: number | undefined;
  readonly boarded: { readonly status: 'aboard' | 'alighted' | 'absent'; readonly at?: string | undefined } | null;
  readonly guide?: string | undefined;
  /** Messages to the family. */
  readonly told: readonly { readonly at: string; readonly channel: string; readonly words: string; readonly state: string }[];
  readonly openCases: readonly { readonly caseRef: string; readonly caseType: string; readonly dueDate?: string | undefined; readonly state: string }[];
  readonly earlier: readonly { readonly at: string; readonly reason: string; readonly outcome: string }[];
}
