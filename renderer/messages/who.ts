/** Somebody in a sentence. */
export interface Who {
  readonly name: string;
  /** Whether it is whoever reads the sentence. */
  readonly isSelf: boolean;
}
