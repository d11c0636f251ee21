import type { RepositoryOnHost } from "./credential.ts";
import type { Action } from "./scope.ts";

/** A refused request to a repository. */
export interface RefusedAccess extends RepositoryOnHost {
  readonly action: Action;
}

interface Refused {
  readonly status: number;
  readonly message: string;
}

/** A registry whose users need other steps than `docker login`. */
interface Advisor {
  readonly host: RegExp;
  /** Fix for credentials that are missing or do not suffice. */
  readonly access: (name: RefusedAccess) => string;
  /** Fix for a push into a repository that does not exist. */
  readonly missing?: (name: RefusedAccess) => string;
  /** Fix for a limit on the rate of requests. */
  readonly busy?: string;
}

const ADVISORS: readonly Advisor[] = [
  {
    host: /^ghcr\.io$/,
    access: ({ action }) =>
      action === "push"
        ? "Give the job `permissions: packages: write`. If the package was first pushed by hand, link it to the repository: package settings, Manage Actions access. Outside of a job, use a token with write:packages."
        : "Give the job `permissions: packages: read`, and the repository access in the settings of the package. Outside of a job, use a token with read:packages.",
  },
  {
    host: /^quay\.io$/,
    access: ({ action }) =>
      action === "push"
        ? "Log in as a user or robot account (ORGANIZATION+ROBOT) with the permission Write. To make a new repository, a robot needs a team with the role Creator."
        : "Log in as a user or robot account (ORGANIZATION+ROBOT) with the permission Read. New repositories are private.",
  },
  {
    host: /\.jfrog\.io$/,
    access: ({ host }) =>
      `Log in with \`docker login ${host}\`, with an identity token as password; pushing needs the permission Deploy, and Delete/Overwrite to move a tag.`,
    missing: ({ repository }) =>
      `The path begins with the key of a local Docker repository: create ${repository.split("/")[0]}, or correct it.`,
  },
  {
    host: /\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$|^public\.ecr\.aws$/,
    access: ({ host }) =>
      `Log in again, since a login lasts 12 hours: \`aws ecr get-login-password | docker login --username AWS --password-stdin ${host}\`.`,
    missing: ({ repository }) =>
      `Create the repository first: \`aws ecr create-repository --repository-name ${repository}\`.`,
  },
  {
    host: /\.pkg\.dev$|^(?:[a-z]+\.)?gcr\.io$/,
    access: ({ host }) =>
      `Log in with \`gcloud auth configure-docker ${host}\`; writing needs the role Artifact Registry Writer.`,
    missing: () => "Create the repository first: `gcloud artifacts repositories create`.",
  },
  {
    host: /\.azurecr\.io$/,
    access: ({ host }) => `Log in with \`az acr login --name ${host.split(".")[0]}\`; writing needs the role AcrPush.`,
  },
  {
    host: /^(?:registry-1\.|index\.)?docker\.io$/,
    access: () =>
      "Log in with `docker login` and an access token of Docker Hub; writing needs the permission Read & Write.",
    busy: "Log in with `docker login`, or wait: Docker Hub counts pulls without a login by address, and many may share yours.",
  },
  {
    host: /(?:^|\.)gitlab\./,
    access: () => "Log in with a deploy token or CI_JOB_TOKEN that has read_registry, and write_registry to push.",
  },
];

/** Texts of registries that take only the media types they know: GitLab's, others, and Quay's from its check by a schema. */
const UNKNOWN_TYPE =
  /unknown media type|media ?type.*not (?:supported|allowed)|unsupported media ?type|does not match schema/i;

/** Texts of ECR, Harbor and Artifact Registry about a tag that must stay. */
const IMMUTABLE = /immutable/i;

/** Texts about storage that is used up. Harbor answers them with 403, as if it were about access. */
const FULL = /exceed the configured upper limit|quota/i;

/** Text of ECR about a missing permission: another login would not help. */
const NOT_AUTHORIZED = /not authorized to perform:? (?<action>[a-z-]+:[A-Za-z]+)/;

/** Whether a push is refused because the storage that it may use is full. */
export function isFull({ message }: Pick<Refused, "message">, action: Action): boolean {
  return action === "push" && FULL.test(message);
}

/** Fix for a refusal of this registry; undefined if none is known. */
export function adviceFor({ status, message }: Refused, name: RefusedAccess): string | undefined {
  const advisor = ADVISORS.find(({ host }) => host.test(name.host));
  if (isFull({ message }, name.action)) return "Delete artifacts of this project, or ask its owner for a larger quota.";
  if (name.action === "push" && IMMUTABLE.test(message))
    return "The registry lets nobody move this tag. Push under another tag, or change that in its settings.";
  const permission = NOT_AUTHORIZED.exec(message)?.groups?.["action"];
  if (permission !== undefined) return `Give the user or role the permission ${permission} on this repository.`;
  if (status === 401 || status === 403) return advisor?.access(name) ?? defaultAccess(name);
  if (status === 429) return advisor?.busy;
  if (name.action === "pull") return undefined;
  if (status === 413)
    return "A proxy in front of the registry limits the size of requests. Send chunks with `--chunk-size 90MiB` (input `chunk-size`), or raise the limit (nginx: client_max_body_size).";
  if (status === 416)
    return "This registry takes no chunks of this size. Leave out `--chunk-size` (input `chunk-size`), or give a smaller one: ghcr.io takes at most 4MiB.";
  if (UNKNOWN_TYPE.test(message))
    return "This registry takes only media types that it knows, as GitLab's does. Use another registry, or carry the bundle as a file. Quay has a setting: FEATURE_GENERAL_OCI_SUPPORT.";
  if (status === 404) return advisor?.missing?.(name) ?? "Create the repository or project first, and check its name.";
  return undefined;
}

function defaultAccess({ host, action }: RefusedAccess): string {
  const [right, more] =
    action === "push"
      ? ["may push to", " If it belongs to a project, as in Harbor, that must exist."]
      : ["may pull from", ""];
  return `Log in with \`docker login ${host}\` or \`podman login ${host}\`, or set OCX_BUNDLE_USERNAME and OCX_BUNDLE_PASSWORD, as a user who ${right} this repository.${more}`;
}
