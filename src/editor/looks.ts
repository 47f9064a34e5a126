/** A piece of the text whose look only the site knows. */
export interface Piece {
  readonly source: string
  /** HTML of a block of its own, HTML of words in a sentence, or an address as it stands in a tag. */
  readonly as: 'block' | 'words' | 'address'
}

export interface LookOptions {
  /**
   * Follows what the site makes of a piece: `show` is told its HTML, at once where it is known, and whenever it has become another;
   * undefined once it is nothing any more. Answers how to leave.
   */
  look?(piece: Piece, show: (html: string | undefined) => void): () => void
}
