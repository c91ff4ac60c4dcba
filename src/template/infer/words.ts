// Words inside texts: where a value stands as a whole word (`web` in `web-config`, not in `website`), and what texts have in common.

const LETTER = /[A-Za-z0-9]/;

/** The places where `word` stands in `text` with no letter or digit beside it. */
export function wordsAt(text: string, word: string): readonly number[] {
  const places: number[] = [];
  if (word === '') return places;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    const before = text[at - 1] ?? '';
    const after = text[at + word.length] ?? '';
    if (!LETTER.test(before) && !LETTER.test(after)) places.push(at);
  }
  return places;
}

/** The text with every occurrence of the word replaced; undefined where there is none. */
export function replaceWord(text: string, word: string, by: string): string | undefined {
  const places = wordsAt(text, word);
  if (places.length === 0) return undefined;
  let replaced = '';
  let from = 0;
  for (const at of places) {
    replaced += text.slice(from, at) + by;
    from = at + word.length;
  }
  return replaced + text.slice(from);
}

/** What all texts begin with, cut back to the end of a word so that `web-1` and `web-12` share `web-`. */
export function commonPrefix(texts: readonly string[]): string {
  let prefix = texts[0] ?? '';
  for (const text of texts) {
    let length = 0;
    while (length < prefix.length && prefix[length] === text[length]) length++;
    prefix = prefix.slice(0, length);
  }
  while (prefix !== '' && LETTER.test(prefix.at(-1) as string)) prefix = prefix.slice(0, -1);
  return prefix;
}

/** What all texts end with, cut back to the start of a word. */
export function commonSuffix(texts: readonly string[]): string {
  const reversed = texts.map((text) => [...text].reverse().join(''));
  return [...commonPrefix(reversed)].reverse().join('');
}
