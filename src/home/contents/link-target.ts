import { createHash } from "node:crypto";
import { packageOfLink } from "../model/paths.ts";
import type { LinkChange } from "./changes.ts";
import { inHome, type TargetHome } from "./target-home.ts";

/** Hex digits in the names of back-references and ledger entries. */
const NAME_LENGTH = 16;

/** The first digits of the SHA-256 of a path, as OCX names links after what they point at. */
export function nameOfPath(path: string): string {
  return createHash("sha256").update(path).digest("hex").slice(0, NAME_LENGTH);
}

/** The target of an install link: the absolute path of its package root. */
export function installLinkTarget(home: string, packagePath: string): string {
  return inHome(home, packagePath);
}

/** The link in a package root that keeps the package from `ocx clean` as long as an install link points at it. */
export function backReference(home: string, packagePath: string, linkPath: string): LinkChange {
  const target = inHome(home, linkPath);
  return { path: `${packagePath}/refs/symlinks/${nameOfPath(target)}`, target };
}

/** The state of an install link in the target home, relative to the package that it is meant for. */
export type LinkState =
  /** Nothing is there, or a link that leads nowhere. */
  | { readonly kind: "absent"; readonly text?: string }
  /** It points at the package, in exactly OCX's spelling. */
  | { readonly kind: "same" }
  /** It points at the package by another spelling of the home, or in the home that this one is a copy of. */
  | { readonly kind: "respelled"; readonly text: string }
  | { readonly kind: "other"; readonly text: string };

/** Determines the state of a link here. `packagePath` is the package it is meant for. */
export async function linkState(target: TargetHome, linkPath: string, packagePath: string): Promise<LinkState> {
  const text = await target.link(linkPath);
  if (text === undefined) return { kind: "absent" };
  if (text === installLinkTarget(target.path, packagePath)) return { kind: "same" };
  const real = await target.real(linkPath);
  if (real === undefined) return { kind: "absent", text };
  // In a copy of a home, links lead to the original: to the same package all the same.
  const isSame = packageOf(text) === packagePath || real === (await target.real(packagePath));
  return { kind: isSame ? "respelled" : "other", text };
}

/** The package root that a link's text names, home-relative. */
export function packageOf(text: string | undefined): string | undefined {
  const named = text === undefined ? undefined : packageOfLink(text);
  return named === undefined ? undefined : `packages/${named.slug}/${named.shard}`;
}
