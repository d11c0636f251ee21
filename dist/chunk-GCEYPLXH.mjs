import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  prettyBytes
} from "./chunk-EFFATWTW.mjs";
import {
  BundleError,
  causesOf,
  toBundleError
} from "./chunk-T2NCVDNQ.mjs";

// src/actions/inputs.ts
var CHANNELS = ["file"];
var POLICIES = ["update", "keep", "replace", "fail"];
function parseExportInputs(read, directory) {
  oneOf("to", read("to") || "file", CHANNELS);
  const [name, file] = [read("name"), read("file")];
  const declaration = parseDeclaration(read);
  const home = read("home");
  const level = read("compression-level");
  return {
    ...declaration !== void 0 && { declaration },
    ...home !== "" && { home },
    output: file === "" ? { kind: "directory", path: directory } : { kind: "file", path: file },
    ...name !== "" && { name },
    ...level !== "" && { level: parseLevel(level) },
    dryRun: flag("dry-run", read, false)
  };
}
function parseImportInputs(read, directory) {
  oneOf("from", read("from") || "file", CHANNELS);
  const [home, project, digest] = [read("home"), read("project"), read("digest")];
  const [name, file] = [read("name"), read("file")];
  return {
    request: {
      source: file === "" ? { kind: "directory", path: directory, ...name !== "" && { name } } : { kind: "file", path: file },
      ...home !== "" && { home },
      packages: words(read("packages")),
      select: flag("select", read, false),
      onConflict: oneOf("on-conflict", read("on-conflict") || "update", POLICIES),
      ...project !== "" && { project },
      ...digest !== "" && { digest },
      allowUnverified: flag("allow-unverified", read, false),
      durable: false,
      dryRun: false
    },
    exportEnvironment: flag("export-environment", read, true),
    offline: flag("offline", read, true)
  };
}
function parseDeclaration(read) {
  const identifiers = words(read("packages"));
  const groups = words(read("groups"));
  const project = read("project");
  const asksForProject = project !== "" || groups.length > 0;
  const all = flag("all", read, false);
  if ([identifiers.length > 0, asksForProject, all].filter(Boolean).length > 1) {
    const found = "`packages`, `project` with `groups`, and `all` exclude each other";
    throw new BundleError("OPTION_INVALID", `Cannot read inputs: ${found}, expected one of them`, {
      hint: "Remove all but one of these inputs."
    });
  }
  if (identifiers.length > 0) return { kind: "packages", identifiers };
  if (all) return { kind: "all" };
  if (asksForProject) return { kind: "project", ...project !== "" && { path: project }, groups };
  return void 0;
}
function words(text) {
  return text.split(/[\s,]+/).filter((word) => word !== "");
}
function flag(name, read, fallback) {
  const text = read(name);
  if (text === "") return fallback;
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  throw invalid(name, text, "true or false");
}
function oneOf(name, text, choices) {
  const found = choices.find((choice) => choice === text);
  if (found === void 0) throw invalid(name, text, choices.join(" or "));
  return found;
}
function parseLevel(text) {
  const value = Number(text);
  if (!/^\d{1,2}$/.test(text) || value < 1 || value > 19)
    throw invalid("compression-level", text, "a number from 1 to 19");
  return value;
}
function invalid(name, text, expected) {
  return new BundleError("OPTION_INVALID", `Cannot read input "${name}": got "${text}", expected ${expected}`, {
    hint: `Set \`${name}\` to ${expected}.`
  });
}

// src/actions/runner.ts
import { homedir } from "node:os";

// ../../work/main/node_modules/@actions/core/lib/command.js
import * as os from "os";

// ../../work/main/node_modules/@actions/core/lib/utils.js
function toCommandValue(input) {
  if (input === null || input === void 0) {
    return "";
  } else if (typeof input === "string" || input instanceof String) {
    return input;
  }
  return JSON.stringify(input);
}
function toCommandProperties(annotationProperties) {
  if (!Object.keys(annotationProperties).length) {
    return {};
  }
  return {
    title: annotationProperties.title,
    file: annotationProperties.file,
    line: annotationProperties.startLine,
    endLine: annotationProperties.endLine,
    col: annotationProperties.startColumn,
    endColumn: annotationProperties.endColumn
  };
}

// ../../work/main/node_modules/@actions/core/lib/command.js
function issueCommand(command, properties, message) {
  const cmd = new Command(command, properties, message);
  process.stdout.write(cmd.toString() + os.EOL);
}
function issue(name, message = "") {
  issueCommand(name, {}, message);
}
var CMD_STRING = "::";
var Command = class {
  constructor(command, properties, message) {
    if (!command) {
      command = "missing.command";
    }
    this.command = command;
    this.properties = properties;
    this.message = message;
  }
  toString() {
    let cmdStr = CMD_STRING + this.command;
    if (this.properties && Object.keys(this.properties).length > 0) {
      cmdStr += " ";
      let first = true;
      for (const key in this.properties) {
        if (this.properties.hasOwnProperty(key)) {
          const val = this.properties[key];
          if (val) {
            if (first) {
              first = false;
            } else {
              cmdStr += ",";
            }
            cmdStr += `${key}=${escapeProperty(val)}`;
          }
        }
      }
    }
    cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
    return cmdStr;
  }
};
function escapeData(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}

// ../../work/main/node_modules/@actions/core/lib/file-command.js
import * as crypto from "crypto";
import * as fs from "fs";
import * as os2 from "os";
function issueFileCommand(command, message) {
  const filePath = process.env[`GITHUB_${command}`];
  if (!filePath) {
    throw new Error(`Unable to find environment variable for file command ${command}`);
  }
  if (!fs.existsSync(filePath)) {
    throw new Error(`Missing file at path: ${filePath}`);
  }
  fs.appendFileSync(filePath, `${toCommandValue(message)}${os2.EOL}`, {
    encoding: "utf8"
  });
}
function prepareKeyValueMessage(key, value) {
  const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
  const convertedValue = toCommandValue(value);
  if (key.includes(delimiter)) {
    throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
  }
  if (convertedValue.includes(delimiter)) {
    throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
  }
  return `${key}<<${delimiter}${os2.EOL}${convertedValue}${os2.EOL}${delimiter}`;
}

// ../../work/main/node_modules/@actions/core/lib/core.js
import * as os4 from "os";

// ../../work/main/node_modules/@actions/http-client/lib/index.js
var HttpCodes;
(function(HttpCodes2) {
  HttpCodes2[HttpCodes2["OK"] = 200] = "OK";
  HttpCodes2[HttpCodes2["MultipleChoices"] = 300] = "MultipleChoices";
  HttpCodes2[HttpCodes2["MovedPermanently"] = 301] = "MovedPermanently";
  HttpCodes2[HttpCodes2["ResourceMoved"] = 302] = "ResourceMoved";
  HttpCodes2[HttpCodes2["SeeOther"] = 303] = "SeeOther";
  HttpCodes2[HttpCodes2["NotModified"] = 304] = "NotModified";
  HttpCodes2[HttpCodes2["UseProxy"] = 305] = "UseProxy";
  HttpCodes2[HttpCodes2["SwitchProxy"] = 306] = "SwitchProxy";
  HttpCodes2[HttpCodes2["TemporaryRedirect"] = 307] = "TemporaryRedirect";
  HttpCodes2[HttpCodes2["PermanentRedirect"] = 308] = "PermanentRedirect";
  HttpCodes2[HttpCodes2["BadRequest"] = 400] = "BadRequest";
  HttpCodes2[HttpCodes2["Unauthorized"] = 401] = "Unauthorized";
  HttpCodes2[HttpCodes2["PaymentRequired"] = 402] = "PaymentRequired";
  HttpCodes2[HttpCodes2["Forbidden"] = 403] = "Forbidden";
  HttpCodes2[HttpCodes2["NotFound"] = 404] = "NotFound";
  HttpCodes2[HttpCodes2["MethodNotAllowed"] = 405] = "MethodNotAllowed";
  HttpCodes2[HttpCodes2["NotAcceptable"] = 406] = "NotAcceptable";
  HttpCodes2[HttpCodes2["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
  HttpCodes2[HttpCodes2["RequestTimeout"] = 408] = "RequestTimeout";
  HttpCodes2[HttpCodes2["Conflict"] = 409] = "Conflict";
  HttpCodes2[HttpCodes2["Gone"] = 410] = "Gone";
  HttpCodes2[HttpCodes2["TooManyRequests"] = 429] = "TooManyRequests";
  HttpCodes2[HttpCodes2["InternalServerError"] = 500] = "InternalServerError";
  HttpCodes2[HttpCodes2["NotImplemented"] = 501] = "NotImplemented";
  HttpCodes2[HttpCodes2["BadGateway"] = 502] = "BadGateway";
  HttpCodes2[HttpCodes2["ServiceUnavailable"] = 503] = "ServiceUnavailable";
  HttpCodes2[HttpCodes2["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function(Headers2) {
  Headers2["Accept"] = "accept";
  Headers2["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function(MediaTypes2) {
  MediaTypes2["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
var HttpRedirectCodes = [
  HttpCodes.MovedPermanently,
  HttpCodes.ResourceMoved,
  HttpCodes.SeeOther,
  HttpCodes.TemporaryRedirect,
  HttpCodes.PermanentRedirect
];
var HttpResponseRetryCodes = [
  HttpCodes.BadGateway,
  HttpCodes.ServiceUnavailable,
  HttpCodes.GatewayTimeout
];

// ../../work/main/node_modules/@actions/core/lib/summary.js
import { EOL as EOL3 } from "os";
import { constants, promises } from "fs";
var __awaiter = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve) {
      resolve(value);
    });
  }
  return new (P || (P = Promise))(function(resolve, reject) {
    function fulfilled(value) {
      try {
        step(generator.next(value));
      } catch (e) {
        reject(e);
      }
    }
    function rejected(value) {
      try {
        step(generator["throw"](value));
      } catch (e) {
        reject(e);
      }
    }
    function step(result) {
      result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
var { access, appendFile, writeFile } = promises;
var SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
  constructor() {
    this._buffer = "";
  }
  /**
   * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
   * Also checks r/w permissions.
   *
   * @returns step summary file path
   */
  filePath() {
    return __awaiter(this, void 0, void 0, function* () {
      if (this._filePath) {
        return this._filePath;
      }
      const pathFromEnv = process.env[SUMMARY_ENV_VAR];
      if (!pathFromEnv) {
        throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
      }
      try {
        yield access(pathFromEnv, constants.R_OK | constants.W_OK);
      } catch (_a) {
        throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
      }
      this._filePath = pathFromEnv;
      return this._filePath;
    });
  }
  /**
   * Wraps content in an HTML tag, adding any HTML attributes
   *
   * @param {string} tag HTML tag to wrap
   * @param {string | null} content content within the tag
   * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
   *
   * @returns {string} content wrapped in HTML element
   */
  wrap(tag, content, attrs = {}) {
    const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
    if (!content) {
      return `<${tag}${htmlAttrs}>`;
    }
    return `<${tag}${htmlAttrs}>${content}</${tag}>`;
  }
  /**
   * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
   *
   * @param {SummaryWriteOptions} [options] (optional) options for write operation
   *
   * @returns {Promise<Summary>} summary instance
   */
  write(options) {
    return __awaiter(this, void 0, void 0, function* () {
      const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
      const filePath = yield this.filePath();
      const writeFunc = overwrite ? writeFile : appendFile;
      yield writeFunc(filePath, this._buffer, { encoding: "utf8" });
      return this.emptyBuffer();
    });
  }
  /**
   * Clears the summary buffer and wipes the summary file
   *
   * @returns {Summary} summary instance
   */
  clear() {
    return __awaiter(this, void 0, void 0, function* () {
      return this.emptyBuffer().write({ overwrite: true });
    });
  }
  /**
   * Returns the current summary buffer as a string
   *
   * @returns {string} string of summary buffer
   */
  stringify() {
    return this._buffer;
  }
  /**
   * If the summary buffer is empty
   *
   * @returns {boolen} true if the buffer is empty
   */
  isEmptyBuffer() {
    return this._buffer.length === 0;
  }
  /**
   * Resets the summary buffer without writing to summary file
   *
   * @returns {Summary} summary instance
   */
  emptyBuffer() {
    this._buffer = "";
    return this;
  }
  /**
   * Adds raw text to the summary buffer
   *
   * @param {string} text content to add
   * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
   *
   * @returns {Summary} summary instance
   */
  addRaw(text, addEOL = false) {
    this._buffer += text;
    return addEOL ? this.addEOL() : this;
  }
  /**
   * Adds the operating system-specific end-of-line marker to the buffer
   *
   * @returns {Summary} summary instance
   */
  addEOL() {
    return this.addRaw(EOL3);
  }
  /**
   * Adds an HTML codeblock to the summary buffer
   *
   * @param {string} code content to render within fenced code block
   * @param {string} lang (optional) language to syntax highlight code
   *
   * @returns {Summary} summary instance
   */
  addCodeBlock(code2, lang) {
    const attrs = Object.assign({}, lang && { lang });
    const element = this.wrap("pre", this.wrap("code", code2), attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML list to the summary buffer
   *
   * @param {string[]} items list of items to render
   * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
   *
   * @returns {Summary} summary instance
   */
  addList(items, ordered = false) {
    const tag = ordered ? "ol" : "ul";
    const listItems = items.map((item) => this.wrap("li", item)).join("");
    const element = this.wrap(tag, listItems);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML table to the summary buffer
   *
   * @param {SummaryTableCell[]} rows table rows
   *
   * @returns {Summary} summary instance
   */
  addTable(rows) {
    const tableBody = rows.map((row2) => {
      const cells = row2.map((cell) => {
        if (typeof cell === "string") {
          return this.wrap("td", cell);
        }
        const { header, data, colspan, rowspan } = cell;
        const tag = header ? "th" : "td";
        const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
        return this.wrap(tag, data, attrs);
      }).join("");
      return this.wrap("tr", cells);
    }).join("");
    const element = this.wrap("table", tableBody);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds a collapsable HTML details element to the summary buffer
   *
   * @param {string} label text for the closed state
   * @param {string} content collapsable content
   *
   * @returns {Summary} summary instance
   */
  addDetails(label, content) {
    const element = this.wrap("details", this.wrap("summary", label) + content);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML image tag to the summary buffer
   *
   * @param {string} src path to the image you to embed
   * @param {string} alt text description of the image
   * @param {SummaryImageOptions} options (optional) addition image attributes
   *
   * @returns {Summary} summary instance
   */
  addImage(src, alt, options) {
    const { width, height } = options || {};
    const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
    const element = this.wrap("img", null, Object.assign({ src, alt }, attrs));
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML section heading element
   *
   * @param {string} text heading text
   * @param {number | string} [level=1] (optional) the heading level, default: 1
   *
   * @returns {Summary} summary instance
   */
  addHeading(text, level) {
    const tag = `h${level}`;
    const allowedTag = ["h1", "h2", "h3", "h4", "h5", "h6"].includes(tag) ? tag : "h1";
    const element = this.wrap(allowedTag, text);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML thematic break (<hr>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addSeparator() {
    const element = this.wrap("hr", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML line break (<br>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addBreak() {
    const element = this.wrap("br", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML blockquote to the summary buffer
   *
   * @param {string} text quote text
   * @param {string} cite (optional) citation url
   *
   * @returns {Summary} summary instance
   */
  addQuote(text, cite) {
    const attrs = Object.assign({}, cite && { cite });
    const element = this.wrap("blockquote", text, attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML anchor tag to the summary buffer
   *
   * @param {string} text link text/content
   * @param {string} href hyperlink
   *
   * @returns {Summary} summary instance
   */
  addLink(text, href) {
    const element = this.wrap("a", text, { href });
    return this.addRaw(element).addEOL();
  }
};
var _summary = new Summary();
var summary = _summary;

// ../../work/main/node_modules/@actions/core/lib/platform.js
import os3 from "os";

// ../../work/main/node_modules/@actions/io/lib/io-util.js
import * as fs2 from "fs";
var { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat, symlink, unlink } = fs2.promises;
var IS_WINDOWS = process.platform === "win32";
var READONLY = fs2.constants.O_RDONLY;

// ../../work/main/node_modules/@actions/exec/lib/toolrunner.js
var IS_WINDOWS2 = process.platform === "win32";

// ../../work/main/node_modules/@actions/core/lib/platform.js
var platform = os3.platform();
var arch = os3.arch();

// ../../work/main/node_modules/@actions/core/lib/core.js
var ExitCode;
(function(ExitCode2) {
  ExitCode2[ExitCode2["Success"] = 0] = "Success";
  ExitCode2[ExitCode2["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function exportVariable(name, val) {
  const convertedVal = toCommandValue(val);
  process.env[name] = convertedVal;
  const filePath = process.env["GITHUB_ENV"] || "";
  if (filePath) {
    return issueFileCommand("ENV", prepareKeyValueMessage(name, val));
  }
  issueCommand("set-env", { name }, convertedVal);
}
function getInput(name, options) {
  const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
  if (options && options.required && !val) {
    throw new Error(`Input required and not supplied: ${name}`);
  }
  if (options && options.trimWhitespace === false) {
    return val;
  }
  return val.trim();
}
function setOutput(name, value) {
  const filePath = process.env["GITHUB_OUTPUT"] || "";
  if (filePath) {
    return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
  }
  process.stdout.write(os4.EOL);
  issueCommand("set-output", { name }, toCommandValue(value));
}
function error(message, properties = {}) {
  issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function warning(message, properties = {}) {
  issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
  process.stdout.write(message + os4.EOL);
}
function startGroup(name) {
  issue("group", name);
}
function endGroup() {
  issue("endgroup");
}

// src/actions/runner.ts
var PROGRESS_INTERVAL = 1e4;
async function runJob(title, body) {
  const cancelled = new AbortController();
  process.once("SIGINT", () => cancelled.abort(new Error("Cancelled")));
  const temporary = process.env["RUNNER_TEMP"] ?? process.cwd();
  startGroup(title);
  try {
    await body({ surroundings: surroundings(cancelled.signal), listener: logger(), temporary });
    endGroup();
  } catch (thrown) {
    endGroup();
    if (cancelled.signal.aborted) error("Cancelled: what was begun has been removed");
    else report(thrown);
    process.exitCode = 1;
  }
}
function readInput(name) {
  return getInput(name);
}
function say(text) {
  info(text.replaceAll(/\s*[\r\n]+\s*/g, " "));
}
function setOutputs(outputs) {
  for (const [name, value] of Object.entries(outputs)) if (value !== void 0) setOutput(name, value);
}
function setVariables(variables) {
  for (const [name, value] of Object.entries(variables)) exportVariable(name, value);
}
async function addSummary(markdown) {
  if (process.env["GITHUB_STEP_SUMMARY"]) await summary.addRaw(markdown, true).write();
}
function surroundings(signal) {
  const directory = process.env["GITHUB_WORKSPACE"] ?? process.cwd();
  return { directory, userHome: homedir(), variables: process.env, signal };
}
function logger() {
  let last = performance.now();
  return {
    warn: (text) => warning(text),
    progress: (step, done, total) => {
      const now = performance.now();
      if (now - last < PROGRESS_INTERVAL) return;
      last = now;
      say(`${step}: ${prettyBytes(done)} of ${prettyBytes(total)}`);
    }
  };
}
function report(thrown) {
  const failure = toBundleError(thrown);
  const hints = failure.hint.split("\n").map((hint) => `hint: ${hint}`);
  error([failure.message, ...hints].join("\n"), { title: failure.code });
  for (const cause of causesOf(failure)) say(`caused by: ${cause}`);
}

// src/actions/graph.ts
var EDGE_LIMIT = 500;
var LENGTH_LIMIT = 5e4;
function formatGraph(packages) {
  const nodes = new Map(packages.map(({ identifier }, position) => [identifier, `n${position}`]));
  const edges = packages.flatMap(
    ({ identifier, dependencies }) => dependencies.map((dependency) => `  ${nodes.get(identifier)} --> ${nodes.get(dependency)}`)
  );
  const labels = packages.map(({ identifier, root }) => {
    const label = quote(shorten(identifier));
    return `  ${nodes.get(identifier)}${root ? `([${label}])` : `[${label}]`}`;
  });
  const text = ["graph LR", ...labels, ...edges].join("\n");
  return edges.length === 0 || edges.length > EDGE_LIMIT || text.length > LENGTH_LIMIT ? void 0 : text;
}
function shorten(identifier) {
  return identifier.replace(/(@\w+:[0-9a-f]{12})[0-9a-f]+$/, "$1");
}
function quote(text) {
  const safe = text.replaceAll(/[^\w ./:@+-]/gu, (char) => `#${char.codePointAt(0)};`);
  return `"${safe}"`;
}

// src/actions/summary.ts
var SIZE_LIMIT = 1e6;
function summarizeExport(result) {
  const { bundle } = result;
  const facts = [...factsOf(bundle), ["Home", code(result.home)]];
  if (result.file !== void 0) facts.push(["File", code(result.file)]);
  return assemble(result.dryRun ? "Offline bundle (dry run: nothing was written)" : "Offline bundle exported", [
    table([], facts),
    list("Warnings", result.warnings),
    graph(bundle.packages),
    table(["Package", "Platform", "Layers", "Content"], bundle.packages.map(describe))
  ]);
}
function summarizeImport(result, bundle) {
  const statuses = new Map(result.packages.map(({ digest, status }) => [digest, status]));
  const count = (wanted) => result.packages.filter(({ status }) => status === wanted).length;
  const facts = [
    ...factsOf(bundle),
    ["Home", code(result.home)],
    ["Packages", `${count("added")} added, ${count("repaired")} repaired, ${count("present")} present`],
    ["Layers", `${result.layers.added} added, ${result.layers.present} present`],
    ["Content added", prettyBytes(result.bytesAdded)]
  ];
  return assemble(result.changed ? "Offline bundle imported" : "Offline bundle imported (everything was there)", [
    table([], facts),
    list("Warnings", result.warnings),
    table(
      ["Tag in conflict", "Outcome", "Reason"],
      result.conflicts.map(({ identifier, status, reason }) => [code(identifier), status, escape(reason)])
    ),
    graph(bundle.packages),
    table(
      ["Package", "Platform", "Layers", "Content", "Import"],
      bundle.packages.map((found) => [...describe(found), statuses.get(found.digest) ?? "not wanted"])
    )
  ]);
}
function countPackages(count) {
  return `${count} ${count === 1 ? "package" : "packages"}`;
}
function factsOf(bundle) {
  const facts = [["Name", code(bundle.name)]];
  if (bundle.digest !== void 0) facts.push(["Bundle digest", code(bundle.digest)]);
  facts.push(["Platform", code(bundle.platform)]);
  if (bundle.size !== void 0) facts.push(["Size", prettyBytes(bundle.size)]);
  facts.push(["Content", `${prettyBytes(bundle.contentSize)} in ${bundle.layers.length} layers`]);
  if (bundle.project !== void 0) facts.push(["Groups of the project", code(bundle.project.groups.join(", "))]);
  return facts;
}
function describe({ identifier, root, platform: platform2, layers, contentSize }) {
  const name = root ? `<b>${code(identifier)}</b>` : code(identifier);
  return [name, code(platform2), String(layers), prettyBytes(contentSize)];
}
function table(titles, rows) {
  const head = titles.length > 0 ? row("th", titles) : "";
  return { head: `<table>${head}`, rows: rows.map((cells) => row("td", cells)), foot: "</table>" };
}
function row(tag, cells) {
  return `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
}
function list(title, texts) {
  return { head: `<b>${title}</b><ul>`, rows: texts.map((text) => `<li>${escape(text)}</li>`), foot: "</ul>" };
}
function graph(packages) {
  const text = formatGraph(packages);
  return { head: "", rows: text === void 0 ? [] : [`\`\`\`mermaid
${text}
\`\`\``], foot: "" };
}
function assemble(title, sections) {
  const parts = [`## ${title}`];
  let room = SIZE_LIMIT;
  for (const { head, rows, foot } of sections.filter((section) => section.rows.length > 0)) {
    const kept = [];
    for (const text of rows) {
      room -= Buffer.byteLength(text);
      if (room < 0) break;
      kept.push(text);
    }
    parts.push(`${head}${kept.join("")}${foot}`);
    const missing = rows.length - kept.length;
    if (missing > 0) parts.push(`\u2026 and ${missing} more: a job summary has no room for them.`);
  }
  return `${parts.join("\n\n")}
`;
}
function code(text) {
  return `<code>${escape(text)}</code>`;
}
function escape(text) {
  return text.replaceAll(
    /[&<>"'`\p{Cc}\p{Zl}\p{Zp}]/gu,
    (char) => /[&<>"'`]/.test(char) ? `&#${char.charCodeAt(0)};` : " "
  );
}

export {
  parseExportInputs,
  parseImportInputs,
  runJob,
  readInput,
  say,
  setOutputs,
  setVariables,
  addSummary,
  summarizeExport,
  summarizeImport,
  countPackages
};
