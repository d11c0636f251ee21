// src/printable.ts
var UNSEEN = new RegExp("[\\p{C}\\p{Default_Ignorable_Code_Point}\\u2800]|(?! )\\p{Z}", "u");
var EACH_UNSEEN = new RegExp(UNSEEN.source, "gu");
var EXCERPT_LIMIT = 300;
function printable(text) {
  return text.replaceAll(EACH_UNSEEN, (char) => `\\u{${codePointOf(char)}}`).replaceAll(/:(?=:)/g, ": ").replaceAll(/#(?=#\[)/g, "# ");
}
function excerpt(text) {
  return printable(text.length > EXCERPT_LIMIT ? `${text.slice(0, EXCERPT_LIMIT)}...` : text);
}
function printableJson(json) {
  return json.replaceAll(EACH_UNSEEN, (char) => char === "\n" ? char : escapeUnits(char)).replaceAll("##[", String.raw`#\u0023[`);
}
function codePointOf(char) {
  return (char.codePointAt(0) ?? 0).toString(16);
}
function escapeUnits(char) {
  return Array.from({ length: char.length }, (_, pkg) => {
    return `\\u${char.charCodeAt(pkg).toString(16).padStart(4, "0")}`;
  }).join("");
}

export {
  UNSEEN,
  printable,
  excerpt,
  printableJson
};
