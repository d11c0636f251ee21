/** A number with what it counts: `1 package`, `2 packages`. */
export function countOf(number: number, one: string, several = `${one}s`): string {
  return `${number} ${number === 1 ? one : several}`;
}
