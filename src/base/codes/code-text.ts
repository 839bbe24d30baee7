/** What `assay explain CODE` and the reference say of a code. Codes are permanent: never reused, never renumbered. */
export interface CodeText {
  readonly title: string;
  /** What it means, what usually causes it and how to mend it, in a few sentences. */
  readonly explanation: string;
}
