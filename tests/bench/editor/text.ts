const parts = [
  (n: number) => `## Day ${n} on the water\n\n`,
  (n: number) =>
    `We left the harbor at **half past ${n % 12}** with the ebb, which is earlier than anybody wanted. The forecast had promised a *south-westerly*, and [the log of last year](https://example.org/logs/${n}) says that such promises are kept about half of the time; we had a reef in before the pier was out of sight, and took it out again at number ${n}.\n\n`,
  (n: number) =>
    `- the tide tables, page ${n}\n- a flask of tea\n- \`gps --waypoint ${n}\`, for whoever likes buttons\n\n`,
  (n: number) =>
    `Nobody spoke much. There is a sound that a hull makes in short seas, and once one listens for it one hears nothing else. By noon the Light was abeam, ${n} cables off, and the wind went round to where it should have been in the first place.\n\n`,
  (n: number) => `> “Keep her full,” said Nell, “and mind the ${n} pots.”\n\n`,
]

/** A post of about so many characters, as authors write them; no two paragraphs are the same. */
export function textOf(size: number): string {
  let text = ''
  for (let n = 1; text.length < size; n++) text += parts.map((part) => part(n)).join('')
  return text
}
