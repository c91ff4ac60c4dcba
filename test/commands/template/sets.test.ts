import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { invocationOf, parseFlags } from '../../../src/commands/flags.ts';
import { placeIn, placeInTemplate, setName, solveAll } from '../../../src/commands/template/sets.ts';
import { DEFAULT_CONFIG } from '../../../src/config/config.ts';
import type { KubeObject } from '../../../src/kube/object.ts';
import { parseManifests } from '../../../src/manifest/parse.ts';
import { commandNamed } from '../../builders/command.ts';
import { webService } from '../../builders/estate.ts';
import { recordingIo } from '../../builders/io.ts';

const around = { config: DEFAULT_CONFIG, folder: '.', root: undefined, templates: [webService], own: [webService] };

async function solved(text: string, file: string, ...flags: string[]) {
  const command = commandNamed('template check');
  const invocation = invocationOf(command, parseFlags(command, flags), recordingIo());
  const objects = parseManifests(text).documents.map((document) => ({
    file,
    document,
    object: document.value as KubeObject,
  }));
  return solveAll(objects, around, invocation);
}

const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app.kubernetes.io/name: web}, ports: [{port: 80, targetPort: http}]}\n';

describe('solveAll()', () => {
  it('finds the template of an object by what it is meant for, by its label, or as it is told', async () => {
    for (const [text, file, flags, sets] of [
      [SERVICE, 'apps/s.yaml', [], 1],
      [SERVICE, 's.yaml', [], 0],
      [SERVICE.replace('name: web}', 'name: web, labels: {sallyport.dev/template: web-service.v2}}'), 's.yaml', [], 1],
      [SERVICE, 's.yaml', ['--template', 'web-service'], 1],
    ] as const) {
      const estate = await solved(text, file, ...flags);
      assert.equal(estate.sets.length, sets, `${text} in ${file}`);
      assert.equal(estate.others.length, 1 - sets);
    }
  });

  it('says where a label names nothing', async () => {
    const { problems } = await solved(
      SERVICE.replace('name: web}', 'name: web, labels: {sallyport.dev/template: wbe.v2}}'),
      's.yaml',
    );
    assert.deepEqual(
      problems.map(({ code, location }) => [code, location?.file, location?.line]),
      [['template-unknown', 's.yaml', 3]],
    );
  });

  it('compares objects as the API server completes them, and judges none of our own documents', async () => {
    const own = '---\napiVersion: sallyport.dev/v1alpha1\nkind: Exemption\nmetadata: {name: a}\n';
    const { sets, others } = await solved(
      `${SERVICE.replace('targetPort: http', 'targetPort: http, protocol: TCP')}${own}`,
      'apps/s.yaml',
      '-n',
      'shop',
    );
    assert.deepEqual(
      sets.map((set) => [setName(set), set.solution.drifts.map(({ type }) => type)]),
      [['web-service@2.3.0 shop/web', ['object-missing']]],
    );
    assert.equal(others.length, 0);
    assert.deepEqual(placeIn(sets[0]!, 0, '/metadata/name'), { file: 'apps/s.yaml', line: 3, column: 12 });
    assert.equal(placeIn(sets[0]!, 9, ''), undefined);
    assert.equal(placeInTemplate(webService, '/spec/version').line, 6);
  });
});
