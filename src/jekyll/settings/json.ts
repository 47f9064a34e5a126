const tokens = /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[^]*?\*\/|,(?=\s*(?:(?:\/\/[^\n]*|\/\*[^]*?\*\/)\s*)*[}\]])/g

/** JSON as people write it in configurations: comments and commas before a closing bracket are taken out. */
export const withoutComments = (text: string): string =>
  text.replace(tokens, (token) => (token.startsWith('"') ? token : ''))
