import { styleText } from "node:util";

const COLORS = { error: "red", warning: "yellow", hint: "cyan", debug: "gray" } as const;

/** Gives the word in front of a line for people, such as `error:`. */
export type Label = (name: keyof typeof COLORS) => string;

/** In colour on a terminal that has colours, unless NO_COLOR or TERM=dumb turns them off. */
export function labelFor(stream: NodeJS.WritableStream): Label {
  return (name) => styleText(["bold", COLORS[name]], `${name}:`, { stream });
}
