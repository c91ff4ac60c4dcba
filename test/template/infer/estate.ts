// Resources for inference: Deployments rendered from one template, and noisy ones that nobody rendered.
import fc from 'fast-check';
import type { Json, JsonObject } from '../../../src/kube/object.ts';
import type { Parts } from '../../builders/template.ts';

/** A parameter's hole. */
const hole = (name: string) => `$\{${name}}`;

/** A template with ten parameters. */
export const TEN: Parts & { readonly properties: JsonObject } = {
  properties: {
    name: { type: 'string' },
    team: { type: 'string' },
    image: { type: 'string' },
    port: { type: 'integer' },
    replicas: { type: 'integer' },
    cpu: { type: 'string', format: 'quantity' },
    memory: { type: 'string', format: 'quantity' },
    metrics: { type: 'boolean', default: false },
    exposure: { type: 'string', enum: ['internal', 'public'] },
    vars: {
      type: 'array',
      default: [],
      items: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string' }, value: { type: 'string' }, secret: { type: 'string' } },
      },
    },
  },
  required: ['name', 'team', 'image', 'port', 'replicas', 'cpu', 'memory', 'exposure'],
  objects: [
    {
      id: 'workload',
      body: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: {
          name: hole('name'),
          labels: { 'app.kubernetes.io/name': hole('name'), 'app.kubernetes.io/part-of': hole('team') },
          annotations: { exposure: hole('exposure') },
        },
        spec: {
          replicas: hole('replicas'),
          revisionHistoryLimit: 3,
          selector: { matchLabels: { 'app.kubernetes.io/name': hole('name') } },
          template: {
            metadata: {
              labels: { 'app.kubernetes.io/name': hole('name') },
              annotations: {
                $when: 'metrics',
                'prometheus.io/scrape': 'true',
                'prometheus.io/port': { $expr: '$string(params.port)' },
              },
            },
            spec: {
              serviceAccountName: hole('name'),
              containers: [
                {
                  name: 'app',
                  image: hole('image'),
                  ports: [{ name: 'http', containerPort: hole('port') }],
                  env: {
                    $list: {
                      key: 'name',
                      fixed: [{ name: 'SERVICE', value: hole('name') }],
                      each: {
                        in: 'vars',
                        as: 'v',
                        item: {
                          name: hole('v.name'),
                          $oneOf: [
                            { value: hole('v.value') },
                            { valueFrom: { secretKeyRef: { name: `${hole('name')}-keys`, key: hole('v.secret') } } },
                          ],
                        },
                      },
                    },
                  },
                  resources: {
                    requests: { cpu: hole('cpu'), memory: hole('memory') },
                    limits: { memory: hole('memory') },
                  },
                },
              ],
              volumes: [
                { name: 'tmp', emptyDir: {} },
                { name: 'config', configMap: { name: `${hole('name')}-config` } },
              ],
            },
          },
        },
      },
    },
  ],
};

const variable = fc.record({
  name: fc.integer({ min: 0, max: 30 }).map((number) => `VAR_${number}`),
  text: fc.integer({ min: 0, max: 999 }).map((number) => `text ${number}`),
  isSecret: fc.boolean(),
});

/** Parameters of the template, for a service of this number. */
export const parametersOf = (index: number) =>
  fc
    .record({
      team: fc.constantFrom('shop', 'pay', 'search', 'mail'),
      tag: fc.integer({ min: 0, max: 99 }),
      port: fc.integer({ min: 8000, max: 8099 }),
      replicas: fc.integer({ min: 2, max: 9 }),
      cpu: fc.constantFrom('100m', '250m', '500m', '1'),
      memory: fc.constantFrom('128Mi', '256Mi', '1Gi', '2Gi'),
      metrics: fc.boolean(),
      exposure: fc.constantFrom('internal', 'public'),
      vars: fc.uniqueArray(variable, { maxLength: 4, selector: ({ name }) => name }),
    })
    .map(
      ({ tag, vars, ...rest }): JsonObject => ({
        ...rest,
        name: `service-${index}`,
        image: `registry.example.com/shop/app-${tag % 7}:1.${tag}`,
        vars: vars.map(({ name, text, isSecret }) => ({ name, ...(isSecret ? { secret: text } : { value: text }) })),
      }),
    );

const word = fc.constantFrom('web', 'api', 'cart', 'pay', 'web-config', 'api-1', 'x', hole('HOME'), '80');
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });

function named<T extends JsonObject>(items: readonly (readonly [string, T])[]): JsonObject[] {
  return [...new Map(items)].map(([name, rest]) => ({ name, ...rest }));
}

const env = fc.array(
  fc.tuple(
    fc.constantFrom('ALPHA', 'BETA', 'LOG', 'PORT', 'HOST'),
    fc.oneof(
      word.map((value): JsonObject => ({ value })),
      word.map((name): JsonObject => ({ valueFrom: { secretKeyRef: { name, key: 'k' } } })),
    ),
  ),
  { maxLength: 4 },
);
const volumes = fc.array(
  fc.tuple(
    fc.constantFrom('tmp', 'data', 'cfg'),
    fc.constantFrom<JsonObject>({ emptyDir: {} }, { configMap: { name: 'x' } }, { secret: { secretName: 'y' } }),
  ),
  { maxLength: 3 },
);

/** A Deployment with the noise of real ones: things left out, written otherwise, in another order. */
const noisyDeployment: fc.Arbitrary<JsonObject> = fc
  .record({
    name: word,
    labels: maybe(fc.dictionary(fc.constantFrom('app', 'team', 'tier', 'a.b/c', 'd', 'e'), word)),
    tag: fc.integer({ min: 1, max: 3 }),
    port: fc.constantFrom<Json>(80, 8080),
    replicas: maybe(fc.integer({ min: 1, max: 3 })),
    env: maybe(env),
    args: maybe(fc.array(word, { maxLength: 3 })),
    probe: maybe(fc.record({ path: word, port: fc.constantFrom<Json>(80, 'http') })),
    volumes: maybe(volumes),
    strategy: maybe(
      fc.constantFrom<JsonObject>({ type: 'Recreate' }, { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } }),
    ),
    sidecar: fc.boolean(),
    mixed: maybe(
      fc.oneof<fc.Arbitrary<Json>[]>(word, fc.constant({ a: 1 }), fc.constant([1, 'a']), fc.constant({ $ref: 'x' })),
    ),
  })
  .map((one): JsonObject => {
    const container = {
      name: 'app',
      image: `r.example.com/${one.name.replace(/\W/g, '')}:${one.tag}`,
      args: one.args,
      env: one.env && named(one.env),
      ports: [{ containerPort: one.port }],
      readinessProbe: one.probe && { httpGet: one.probe },
    };
    const object = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: one.name, labels: one.labels, annotations: one.probe && { port: String(one.port) } },
      spec: {
        replicas: one.replicas,
        strategy: one.strategy,
        mixed: one.mixed,
        template: {
          metadata: { labels: { app: one.name } },
          spec: {
            containers: [container, ...(one.sidecar ? [{ name: 'proxy', image: 'proxy:1' }] : [])],
            volumes: one.volumes && named(one.volumes),
          },
        },
      },
    };
    return JSON.parse(JSON.stringify(object)) as JsonObject;
  });

/** A Deployment with what is often found beside it: none of it always, and not always called alike. */
export const noisySet: fc.Arbitrary<readonly JsonObject[]> = fc
  .record({
    deployment: noisyDeployment,
    index: fc.integer({ min: 0, max: 999 }),
    service: maybe(fc.constantFrom('', '-http')),
    port: fc.constantFrom(80, 8080),
    config: maybe(fc.dictionary(fc.constantFrom('a', 'b.yaml', 'run.sh', '$ref'), word)),
  })
  .map(({ deployment, index, service, port, config }) => {
    const name = `${(deployment['metadata'] as JsonObject)['name']}-${index}`.replace(/[^a-z0-9-]/g, '');
    const named = { ...deployment, metadata: { ...(deployment['metadata'] as JsonObject), name } };
    const companion = (apiVersion: string, kind: string, own: string, more: JsonObject): JsonObject => ({
      apiVersion,
      kind,
      metadata: { name: own },
      ...more,
    });
    return [
      named,
      ...(service === undefined
        ? []
        : [companion('v1', 'Service', name + service, { spec: { selector: { app: name }, ports: [{ port }] } })]),
      ...(config === undefined ? [] : [companion('v1', 'ConfigMap', `${name}-config`, { data: config })]),
    ];
  });
