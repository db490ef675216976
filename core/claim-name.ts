import { withoutTrailing } from './trim-ends';

/** Longest name of a claim: Crossplane limits claims and composite resources to it, Backstage limits entities to it. */
const MAX_NAME_LENGTH = 63;
/** Longest name of any other object, a DNS-1123 subdomain (kubernetes.io, "Object Names and IDs"). */
const MAX_OBJECT_NAME_LENGTH = 253;
/** What a disk takes, less a YAML extension. */
const MAX_FILE_NAME_LENGTH = 250;

/** What is wrong with a name, as the end of a sentence, and the nearest name that would do. */
export interface NameProblem {
  /** E.g. `has characters other than lower-case letters, digits, '-' and '.'`. */
  readonly reason: string;
  /** The nearest valid name; absent when nothing of the name can be kept. */
  readonly nearest?: string;
}

const DNS_LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const DNS_SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const FILE_NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const YAML_EXTENSION = /\.ya?ml$/i;
/** Device names that Windows reserves, with and without an extension (learn.microsoft.com, "Naming files, paths, and namespaces"). */
const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?$/i;

/** True for names that Windows cannot have as a file or folder, whatever their case and extension. */
export function isWindowsReserved(name: string): boolean {
  return (name.length === 3 || name.length === 4 || name.includes('.')) && WINDOWS_DEVICE.test(name);
}

/** What an object is, as far as its name's rule depends on it. */
export interface NamedKind {
  readonly apiVersion: unknown;
  readonly kind: unknown;
}

/** RBAC takes every name that can be part of a path, such as `system:reader` (kubernetes/pkg/apis/rbac/validation, ValidateRBACName). */
const RBAC_GROUP = 'rbac.authorization.k8s.io/';
/** Groups that are surely not those of Crossplane claims and composite resources; so are groups without a dot, Kubernetes' first ones. */
const OTHER_GROUP =
  /^(?:[^/]+\.)?(?:k8s\.io|fluxcd\.io|crossplane\.io|argoproj\.io|cert-manager\.io|external-secrets\.io|bitnami\.com)\/|^[^./]+(?:\/|$)/;

/**
 * Rule for `metadata.name`: a DNS-1123 subdomain (what the API server takes for custom resources) of at most
 * 63 characters (what Crossplane takes for claims), 253 where the kind is surely none of Crossplane's; for RBAC anything that can be part of a path.
 * Returns undefined for a valid name.
 *
 * @param of - what the object is; default: a claim
 */
export function objectNameProblem(name: string, of?: NamedKind): NameProblem | undefined {
  const apiVersion = typeof of?.apiVersion === 'string' ? of.apiVersion : undefined;
  if (apiVersion?.startsWith(RBAC_GROUP) === true) return pathSegmentProblem(name);
  const longest =
    apiVersion !== undefined && OTHER_GROUP.test(apiVersion) ? MAX_OBJECT_NAME_LENGTH : MAX_NAME_LENGTH;
  if (name.length <= longest && DNS_SUBDOMAIN.test(name)) return undefined;
  return { reason: dnsReason(name, true, longest), ...nearest(name, true, longest) };
}

function pathSegmentProblem(name: string): NameProblem | undefined {
  const reason =
    name === ''
      ? 'is empty'
      : name === '.' || name === '..'
        ? "must not be '.' or '..'"
        : /[/%]/.test(name)
          ? "must not contain '/' or '%'"
          : name.length > MAX_OBJECT_NAME_LENGTH
            ? `has ${name.length} characters, more than ${MAX_OBJECT_NAME_LENGTH}`
            : undefined;
  return reason === undefined ? undefined : { reason, ...nearest(name, true, MAX_OBJECT_NAME_LENGTH) };
}

/**
 * Rule for a claim's folder, and for its name in `category/name`: a DNS-1123 subdomain whatever `metadata.name` may be, and safe as a folder
 * beside the category's own files on every disk. Returns undefined for a valid name.
 */
export function claimFolderProblem(name: string): NameProblem | undefined {
  if (name.length > MAX_OBJECT_NAME_LENGTH || !DNS_SUBDOMAIN.test(name)) {
    return {
      reason: dnsReason(name, true, MAX_OBJECT_NAME_LENGTH),
      ...nearest(name, true, MAX_OBJECT_NAME_LENGTH),
    };
  }
  if (isWindowsReserved(name)) {
    return {
      reason: 'is a device name that Windows reserves',
      nearest: `${name.replaceAll('.', '-')}-claim`,
    };
  }
  if (YAML_EXTENSION.test(name)) {
    return {
      reason: 'is a folder and must not end like a YAML file',
      nearest: name.replace(YAML_EXTENSION, ''),
    };
  }
  return undefined;
}

/** Rule for a namespace: a DNS-1123 label of at most 63 characters. Returns undefined for a valid name. */
export function namespaceProblem(name: string): NameProblem | undefined {
  if (name.length <= MAX_NAME_LENGTH && DNS_LABEL.test(name)) return undefined;
  return { reason: dnsReason(name, false), ...nearest(name, false) };
}

/**
 * Rule for a category: a folder below the claims root, or several one in the other, `prod/infra`. Each has letters, digits, `-`, `_` and
 * `.`, starting and ending with a letter or digit (so that `..`, `.claims` and paths that lead elsewhere are out), 63 characters at most.
 */
export function categoryProblem(name: string): NameProblem | undefined {
  return pathProblem(name.split('/'), folderProblem);
}

/** What is wrong with the first wrong part of a path, with the nearest path that would do. */
function pathProblem(
  parts: readonly string[],
  rule: (part: string, isLast: boolean) => NameProblem | undefined,
): NameProblem | undefined {
  const problems = parts.map((part, index) => rule(part, index === parts.length - 1));
  const at = problems.findIndex((problem) => problem !== undefined);
  const first = problems[at];
  if (first === undefined) return undefined;
  if (parts.length === 1) return first;
  const near = parts.map((part, index) => (problems[index] === undefined ? part : problems[index].nearest));
  const isKnown = near.every((part) => part !== undefined);
  return {
    reason: `has a part '${parts[at] ?? ''}' that ${first.reason}`,
    ...(isKnown && { nearest: near.join('/') }),
  };
}

function folderProblem(name: string): NameProblem | undefined {
  const reason = fileNameReason(name);
  if (reason !== undefined) return { reason, ...nearestFileName(name) };
  if (YAML_EXTENSION.test(name)) {
    return {
      reason: 'is a folder and must not end like a YAML file',
      nearest: name.replace(YAML_EXTENSION, ''),
    };
  }
  return undefined;
}

/** File names inside a claim folder that a template may not take, in lower case. */
const OWN_FILES: ReadonlySet<string> = new Set(['kustomization', 'catalog-info']);

/** Rule for a template, which names the claim file `<template>.yaml`. Same characters as a category. */
export function templateProblem(name: string): NameProblem | undefined {
  const reason = fileNameReason(name, MAX_FILE_NAME_LENGTH);
  if (reason !== undefined) return { reason, ...nearestFileName(name, MAX_FILE_NAME_LENGTH) };
  if (YAML_EXTENSION.test(name)) {
    return { reason: 'is written without its extension', nearest: name.replace(YAML_EXTENSION, '') };
  }
  if (OWN_FILES.has(name.toLowerCase())) {
    return { reason: "is the name of another file in the claim's folder", nearest: `${name}-claim` };
  }
  return undefined;
}

/** Rule for the file of a claim without a folder of its own, from its category: folders as in a category, then `<file>.yaml` or `<file>.yml`. */
export function claimFileProblem(path: string): NameProblem | undefined {
  return pathProblem(path.split('/'), (part, isLast) =>
    isLast ? flatFileProblem(part) : folderProblem(part),
  );
}

/** Rule for a claim's file directly below its category: `<file>.yaml` or `<file>.yml`. */
export function flatFileProblem(name: string): NameProblem | undefined {
  const stem = name.replace(YAML_EXTENSION, '');
  if (stem === name) return { reason: "must end in '.yaml' or '.yml'", ...extended(nearestFileName(name)) };
  const reason = fileNameReason(stem, MAX_FILE_NAME_LENGTH);
  if (reason !== undefined) return { reason, ...extended(nearestFileName(stem, MAX_FILE_NAME_LENGTH)) };
  if (OWN_FILES.has(stem.toLowerCase())) {
    return { reason: "is the name of one of the category's own files", nearest: `${stem}-claim.yaml` };
  }
  return undefined;
}

/**
 * The nearest valid claim name: lower case, every other character a hyphen, cut to 63. Undefined when nothing
 * is left. Valid names come back as they are.
 */
export function nearestClaimName(name: string): string | undefined {
  return nearest(name, true).nearest;
}

/**
 * What a claim may be called that stands for an object without a folder of its own to name it: `metadata.name`, on a clash
 * `<kind>-<name>`; the nearest name that a folder may have stands for one that none may.
 */
export function claimNamesOf({ kind, name }: { readonly kind: string; readonly name: string }): string[] {
  const names = [name, `${kind.toLowerCase()}-${name}`];
  return [...names, ...names.flatMap((each) => nearestClaimName(each) ?? [])];
}

function dnsReason(name: string, dots: boolean, longest = MAX_NAME_LENGTH): string {
  if (name === '') return 'is empty';
  const characters = dots ? "lower-case letters, digits, '-' and '.'" : "lower-case letters, digits and '-'";
  if ((dots ? /[^-.a-z0-9]/ : /[^-a-z0-9]/).test(name)) return `has characters other than ${characters}`;
  if (name.length > longest) return `has ${name.length} characters, more than ${longest}`;
  return dots
    ? 'must start and end with a letter or digit, also between dots'
    : 'must start and end with a letter or digit';
}

function nearest(name: string, dots: boolean, longest = MAX_NAME_LENGTH): { nearest?: string } {
  const long = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(dots ? /[^a-z0-9.]+/g : /[^a-z0-9]+/g, '-')
    .replace(/[-.]+/g, (run) => (run.includes('.') ? '.' : run))
    .replace(/^[-.]+/, '')
    .slice(0, longest);
  const words = withoutTrailing(long, '-.');
  return words === '' ? {} : { nearest: words };
}

function fileNameReason(name: string, longest = MAX_NAME_LENGTH): string | undefined {
  if (name === '') return 'is empty';
  if (name.includes('/') || name.includes('\\')) return 'has a path separator';
  if (name.startsWith('.')) return 'starts with a dot';
  if (name.length > longest) return `has ${name.length} characters, more than ${longest}`;
  if (!FILE_NAME.test(name)) {
    return "must be letters, digits, '-', '_' and '.', starting and ending with a letter or digit";
  }
  return isWindowsReserved(name) ? 'is a device name that Windows reserves' : undefined;
}

function nearestFileName(name: string, longest = MAX_NAME_LENGTH): { nearest?: string } {
  const long = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^-A-Za-z0-9_.]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, longest);
  const safe = withoutTrailing(long, '-_.');
  if (safe === '') return {};
  return { nearest: isWindowsReserved(safe) ? `${safe.replaceAll('.', '-')}-claims` : safe };
}

function extended(found: { nearest?: string }): { nearest?: string } {
  return found.nearest === undefined ? {} : { nearest: `${found.nearest}.yaml` };
}
