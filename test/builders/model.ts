// The API server of the default release without any custom kind, as git gates know it.
import { modelMaker } from '../../src/bundle/api-model.ts';
import { DEFAULT_CONFIG } from '../../src/config/config.ts';

/** The model that a check without flags judges by. */
export const MODEL = modelMaker({ version: DEFAULT_CONFIG.kubernetesVersion, strictKinds: false })([]);
