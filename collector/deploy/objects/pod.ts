import type { Frozen } from '../config/check-input';
import type { PodConfig } from '../config/pod-config';
import { metadata, partLabels, type PartPlace } from './metadata';

/** The user of the images. Whatever the image says, the pod is nobody else. */
const USER = 65_532;

/** A variable of a container: a value, or a key of a Secret. */
export interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
}

/** A volume with the place where it is seen. */
export interface MountedVolume {
  readonly name: string;
  readonly path: string;
  readonly isWritable?: boolean;
  /** As the API takes it, without the name. */
  readonly source: Readonly<Record<string, unknown>>;
}

/** What a pod runs. */
export interface PodWish {
  /** What the image is told to run. */
  readonly args: readonly string[];
  readonly port: { readonly name: string; readonly number: number };
  readonly variables: readonly Variable[];
  readonly volumes: readonly MountedVolume[];
  readonly probes: Readonly<Record<string, unknown>>;
  readonly isApiClient: boolean;
  /** Seconds that ending may take. */
  readonly graceful: { readonly pause: number; readonly budget: number };
  readonly resources: { readonly cpu: string; readonly memory: string; readonly most: string };
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Modes of files: the group of the pod reads them, nobody else. */
export const GROUP_READS = 0o440;

/** Seconds after the budget of a service, before it is killed. */
const SPARE = 5;

/** The template of a pod: nobody with no rights, on a root that cannot be written. */
export function podTemplate(
  at: PartPlace,
  config: Frozen<PodConfig>,
  wish: PodWish,
): Record<string, unknown> {
  const { pause, budget } = wish.graceful;
  const { requests, limits } = config.resources;
  return {
    metadata: { labels: partLabels(at) },
    spec: {
      serviceAccountName: metadata(at).name,
      automountServiceAccountToken: wish.isApiClient,
      // Variables with the addresses of every Service would say what else there is.
      enableServiceLinks: false,
      terminationGracePeriodSeconds: pause + budget + SPARE,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: USER,
        runAsGroup: USER,
        fsGroup: USER,
        fsGroupChangePolicy: 'OnRootMismatch',
        seccompProfile: { type: 'RuntimeDefault' },
      },
      ...(config.imagePullSecrets.length > 0 && {
        imagePullSecrets: config.imagePullSecrets.map((name) => ({ name })),
      }),
      ...(Object.keys(config.nodeSelector).length > 0 && { nodeSelector: config.nodeSelector }),
      ...(config.tolerations.length > 0 && { tolerations: config.tolerations }),
      ...(config.priorityClassName !== undefined && { priorityClassName: config.priorityClassName }),
      ...wish.more,
      containers: [
        {
          name: at.part,
          image: config.image,
          args: wish.args,
          ports: [{ name: wish.port.name, containerPort: wish.port.number, protocol: 'TCP' }],
          env: [...wish.variables, { name: 'LOG_LEVEL', value: config.logLevel }],
          resources: {
            requests: { cpu: wish.resources.cpu, memory: wish.resources.memory, ...requests },
            limits: { memory: wish.resources.most, ...limits },
          },
          ...wish.probes,
          ...(pause > 0 && { lifecycle: { preStop: { sleep: { seconds: pause } } } }),
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
          volumeMounts: wish.volumes.map(({ name, path, isWritable }) => ({
            name,
            mountPath: path,
            ...(isWritable !== true && { readOnly: true }),
          })),
        },
      ],
      volumes: wish.volumes.map(({ name, source }) => ({ name, ...source })),
    },
  };
}

/** A folder for what need not last. */
export function scratch(sizeLimit: string): MountedVolume {
  return { name: 'tmp', path: '/tmp', isWritable: true, source: { emptyDir: { sizeLimit } } };
}

/** A Secret's key as the file `<path>/<file>`. */
export function secretFile(
  name: string,
  path: string,
  secret: { readonly name: string; readonly key: string },
  file: string,
): MountedVolume {
  return {
    name,
    path,
    source: {
      secret: {
        secretName: secret.name,
        defaultMode: GROUP_READS,
        items: [{ key: secret.key, path: file }],
      },
    },
  };
}
