/** Text from elsewhere as a terminal may see it: names in a bundle could hold sequences that clear or rewrite the screen. */
export function plainText(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n\t]/gu, "\u{fffd}");
}
