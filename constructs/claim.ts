import { ApiObject, type ApiObjectMetadata, type JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { ToolkitError } from '../core/errors/toolkit-error';
import { captureAuthorPosition } from './author-position';
import type { ClaimProps } from './claim-props';
import { type ClaimDeclaration, DECLARATION, type Problem } from './declaration';
import { place } from './placement';
import { renderClaim } from './render-claim';

const CLAIM = Symbol.for('cdk8s-claims.Claim');

/**
 * One claim: what a developer orders from the platform, of any `apiVersion` and `kind`. It becomes the folder
 * `<category>/<id>` of the GitOps repository.
 *
 * It is a cdk8s `ApiObject`: `addJsonPatch`, `addDependency`, `metadata.addLabel`, `Lazy` values and validations
 * (`node.addValidation`) work. Wrong values do not throw: they are reported all at once, with this `new …`'s line, when
 * the app is synthesized.
 *
 * @typeParam Spec - type of `spec`; kinds such as {@link VolumeClaim} fix it
 */
export class Claim<Spec extends object = Record<string, unknown>> extends ApiObject {
  /** True for claims, also for those of another copy of this package. */
  static isClaim(value: unknown): value is Claim {
    return typeof value === 'object' && value !== null && CLAIM in value;
  }

  /** @internal What the author said. */
  readonly [DECLARATION]: ClaimDeclaration;

  /**
   * Declares a claim of any kind: an object that the platform provides. What is wrong with it is reported when the app is synthesized.
   *
   * @param scope - the category, or a construct inside of one
   * @param id - folder of the claim below its category, and `metadata.name` unless that is given
   * @param props - the object, and what the repository says of it
   * @example
   * new Claim(infra, 'shop-db', {
   *   apiVersion: 'acme.io/v1',
   *   kind: 'Database',
   *   spec: { engine: 'postgres', size: '20Gi' },
   * });
   */
  constructor(scope: Construct, id: string, props: ClaimProps<Spec>) {
    const source = captureAuthorPosition(Claim, new.target);
    const placement = place(scope, id, 'claim');
    const problems: Problem[] = [...placement.problems];
    const given = givenProps(props, problems);
    const { metadata } = given;
    const folder = typeof given.folder === 'string' ? given.folder : placement.folder;
    super(placement.scope, placement.id, {
      // cdk8s throws for an apiVersion with two slashes; what the author wrote is checked when it is rendered.
      apiVersion:
        typeof given.apiVersion === 'string' && !/\/.*\//.test(given.apiVersion) ? given.apiVersion : 'v1',
      kind: given.kind,
      metadata: { ...(metadata as ApiObjectMetadata | undefined), name: metadata?.name ?? folder },
    });
    this[DECLARATION] = {
      folder,
      apiVersion: given.apiVersion,
      kind: given.kind,
      spec: given.spec,
      fields: given.fields,
      documents: given.documents,
      owner: given.owner,
      lifecycle: given.lifecycle,
      template: given.template,
      file: given.file,
      flatFile: given.flatFile,
      cluster: given.cluster,
      patches: [],
      problems,
      source,
    };
    if (given.dependsOn !== undefined) this.dependOn(given.dependsOn, problems);
  }

  /** Applies RFC 6902 patches to the object that is written, after everything else; further documents are not patched. */
  override addJsonPatch(...patches: JsonPatch[]): void {
    this[DECLARATION].patches.push(...patches);
  }

  /**
   * The Kubernetes object as it is written, in the author's key order.
   *
   * @throws ToolkitError with the code of the first problem and all of them as issues
   */
  override toJson(): unknown {
    const { object, problems } = renderClaim(this);
    const [first] = problems;
    if (first === undefined) return object;
    const { source } = this[DECLARATION];
    throw new ToolkitError(first.code, `claim '${this.node.path}' is not valid: ${first.message}`, {
      issues: problems.map((problem) => ({ ...problem, construct: this.node.path, source })),
    });
  }

  private dependOn(dependencies: unknown, problems: Problem[]): void {
    const list: readonly unknown[] = Array.isArray(dependencies) ? dependencies : [dependencies];
    for (let index = 0; index < list.length; index++) {
      const dependency = list[index];
      if (Construct.isConstruct(dependency)) this.node.addDependency(dependency);
      else {
        problems.push({
          code: 'dependency-invalid',
          message: `dependsOn[${index}] is ${dependency === null ? 'null' : typeof dependency}, not a claim`,
          field: `dependsOn[${index}]`,
          hint: 'pass the claim itself, not its name',
        });
      }
    }
  }
}
Object.defineProperty(Claim.prototype, CLAIM, { value: true });

function givenProps<Spec extends object>(
  props: ClaimProps<Spec>,
  problems: Problem[],
): Partial<ClaimProps<Spec>> & { kind: string } {
  if (typeof props === 'object' && (props as unknown) !== null) return props;
  problems.push({
    code: 'claim-field-missing',
    message: `the claim has no properties: its third argument is ${typeof props}`,
    hint: 'pass apiVersion, kind and spec',
  });
  return { kind: '' };
}
