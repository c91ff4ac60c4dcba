// The API server of the default release without any custom kind, as git gates know it.
import { DEFAULT_KUBERNETES_VERSION } from '../../src/bundle/api-data.ts';
import { modelMaker } from '../../src/bundle/api-model.ts';

/** Models as a check without flags makes them. */
export const MODEL_OF = modelMaker({ version: DEFAULT_KUBERNETES_VERSION, strictKinds: false });

/** The model without any custom kind. */
export const MODEL = await MODEL_OF([]);
