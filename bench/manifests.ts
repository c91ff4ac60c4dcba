// Generated manifests: what a folder of applications looks like, the same on every run.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Manifests in each file: a Deployment, its Service, Ingress and ConfigMap. */
const PER_FILE = 4;

/** Writes `count` manifests (a multiple of four) below the folder, four to a file, and returns the number of files. */
export function writeManifests(folder: string, count: number): number {
  const files = count / PER_FILE;
  for (let index = 0; index < files; index++) {
    const below = join(folder, `team-${index % 20}`);
    if (index < 20) mkdirSync(below, { recursive: true });
    writeFileSync(join(below, `app-${index}.yaml`), application(index));
  }
  return files;
}

function application(index: number): string {
  const name = `app-${index}`;
  const labels = `{app.kubernetes.io/name: ${name}, app.kubernetes.io/version: "1.${index % 10}.0"}`;
  // One in fifty breaks a rule, as in a repository that is looked after.
  const privileged = index % 50 === 0;
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: team-${index % 20}
  labels: ${labels}
spec:
  replicas: ${1 + (index % 5)}
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  template:
    metadata:
      labels: ${labels}
    spec:
      automountServiceAccountToken: false
      securityContext:
        runAsNonRoot: true
        seccompProfile:
          type: RuntimeDefault
      containers:
        - name: app
          image: registry.example.com/team-${index % 20}/${name}:1.${index % 10}.0
          args: ["--listen=:8080", "--name=${name}"]
          env:
            - name: LOG_LEVEL
              value: info
            - name: PASSWORD
              valueFrom:
                secretKeyRef: {name: ${name}, key: password}
          ports:
            - {name: http, containerPort: 8080}
          readinessProbe:
            httpGet: {path: /ready, port: http}
          livenessProbe:
            httpGet: {path: /live, port: http}
          resources:
            requests: {cpu: 100m, memory: 128Mi}
            limits: {memory: 256Mi}
          securityContext:
            privileged: ${privileged}
            allowPrivilegeEscalation: ${privileged}
            readOnlyRootFilesystem: true
            capabilities:
              drop: [ALL]
---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: team-${index % 20}
  labels: ${labels}
spec:
  selector:
    app.kubernetes.io/name: ${name}
  ports:
    - {name: http, port: 80, targetPort: http}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  namespace: team-${index % 20}
  labels: ${labels}
spec:
  rules:
    - host: ${name}.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service: {name: ${name}, port: {name: http}}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: team-${index % 20}
  labels: ${labels}
data:
  settings.yaml: |
    name: ${name}
    colours: [red, green, blue]
    retries: ${index % 7}
`;
}
