// The API server of the default release without any custom kind, as git gates know it.
import { DEFAULT_KUBERNETES_VERSION } from '../../src/bundle/api-data.ts';
import { modelMaker } from '../../src/bundle/api-model.ts';

/** The model that a check without flags judges by. */
export const MODEL = modelMaker({ version: DEFAULT_KUBERNETES_VERSION, strictKinds: false })([]);
