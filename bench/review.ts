// The one AdmissionReview that the webhook benchmark sends: a real one of a Deployment, filled up to a fixed size.
import { readFileSync } from 'node:fs';

/** Bytes of the request's body. */
export const REVIEW_BYTES = 4600;

/** The review as compact JSON of exactly `REVIEW_BYTES` bytes: variables of the first container make up most of the difference. */
export function benchReview(): string {
  const review = JSON.parse(readFileSync('test/fixtures/reviews/deployment-create.json', 'utf8'));
  const { metadata, spec } = review.request.object;
  const [container] = spec.template.spec.containers;
  const missing = () => REVIEW_BYTES - Buffer.byteLength(JSON.stringify(review));
  container.env ??= [];
  metadata.annotations = { ...metadata.annotations, 'example.com/filler': '' };
  for (let index = 0; missing() > 60; index++)
    container.env.push({ name: `SETTING_${index}`, value: `value-${index}` });
  if (missing() < 0) throw new Error(`the review is ${-missing()} bytes too long: raise REVIEW_BYTES`);
  metadata.annotations['example.com/filler'] = 'x'.repeat(missing());
  return JSON.stringify(review);
}
