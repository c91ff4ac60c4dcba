// The table of commands: one entry each, its code imported only when it runs. Adding a command is one file and one entry here.
import { PUSHER_VARIABLES } from '../git/committer.ts';
import { KUBECONFIG_FLAG } from './cluster-flag.ts';
import type { Entry } from './command.ts';
import { JUDGING_FLAGS } from './judging.ts';
import { templateGroup } from './template/index.ts';

/** All commands, in the order of the overview. */
export const commands: readonly Entry[] = [
  {
    name: 'check',
    summary: 'judge manifests in files, folders, the index or the commits since a base',
    usage: ['check [PATH…] [--staged | --base REV]'],
    description: [
      'Judges the manifests at PATH: files, folders with all below them (.yaml, .yml, .json), or - for standard input.',
      'Without PATH: all below the working directory.',
      'With --staged: what the index changes against HEAD. With --base REV: what HEAD changes against its merge base',
      'with REV; both know the old object of every change, and PATH narrows them.',
      'Policies and settings come from the nearest sallyport.yaml up to the root of the repository; without one the',
      'packs pod-security-baseline and standards judge.',
    ].join('\n'),
    arguments: 'PATH…',
    flags: [
      { name: 'staged', description: 'judge what is staged, not the files in the work tree' },
      { name: 'base', value: 'REV', description: 'judge what HEAD changes against its merge base with this revision' },
      ...JUDGING_FLAGS,
      { name: 'output', value: 'FILE', short: 'o', description: 'write the report to a file instead of stdout' },
      { name: 'namespace', value: 'NAME', short: 'n', description: 'namespace of objects that name none' },
      {
        name: 'min-objects',
        value: 'N',
        default: '0',
        description: 'fail with exit code 2 when fewer objects are judged',
      },
      {
        name: 'threads',
        value: 'N',
        description: 'threads that judge files; by default one for each 2,000 files, at most one a core and 8',
      },
      {
        name: 'cluster',
        description: 'ask the cluster for labels of namespaces and definitions of custom resources',
      },
      KUBECONFIG_FLAG,
    ],
    examples: [
      { call: 'sallyport check', does: 'judge all manifests below the working directory' },
      { call: 'sallyport check --staged', does: 'judge what is about to be committed' },
      { call: 'sallyport check --base origin/main --format sarif -o report.sarif', does: 'judge a pull request' },
      { call: 'helm template . | sallyport check -', does: 'judge what a chart renders' },
      { call: 'sallyport check --cluster', does: 'know the namespaces and custom resources of the current cluster' },
    ],
    load: async () => (await import('./check.ts')).run,
  },
  {
    name: 'receive',
    summary: 'judge a push on the server, as its pre-receive hook',
    usage: ['receive [--policies DIR|FILE|pack:NAME]… [--config FILE]'],
    description: [
      'Run by git in a bare repository; reads the updated refs from standard input and refuses the push unless the exit',
      'code is 0. Every branch is judged against its old tip, a new one against where it left the default branch.',
      'Configuration and policies are those of the old tip (of a new branch: of the default branch), so that no push',
      'switches off its own gate; a push after which they could not be loaded is refused. The first push into an empty',
      'repository is judged by --policies, or the default packs. --policies and --config name files on the server and',
      'replace those of the repository.',
      'Deleted branches, tags and other refs are not judged.',
      `The one who pushes is read from ${PUSHER_VARIABLES.join(', ')}, whichever is set first.`,
    ].join('\n'),
    flags: [
      ...JUDGING_FLAGS,
      {
        name: 'pusher-variable',
        value: 'NAME',
        repeatable: true,
        description: 'environment variable that holds the name of the user who pushes, instead of the usual ones',
      },
    ],
    examples: [
      {
        call: 'sallyport hook install --pre-receive',
        does: 'install it in the bare repository of the working directory',
      },
      { call: 'sallyport receive --policies /etc/sallyport', does: 'judge every push by policies of the server' },
    ],
    load: async () => (await import('./receive.ts')).run,
  },
  {
    name: 'hook',
    summary: 'install the gate as a git hook of this repository',
    usage: ['hook install [--pre-commit | --pre-receive] [--force] [-- FLAG…]', 'hook install --uninstall'],
    description: [
      'Writes the hook where git looks for it (core.hooksPath and linked work trees are heeded): pre-commit, which',
      'judges what is staged, or in a bare repository pre-receive, which judges a push.',
      'A hook of somebody else is never replaced unless --force says so; it is then kept beside, and --uninstall puts it back.',
      'Flags after -- are given to `check` or `receive` whenever the hook runs.',
    ].join('\n'),
    arguments: 'install [-- FLAG…]',
    flags: [
      { name: 'pre-commit', description: 'install the hook that judges a commit; the default with a work tree' },
      { name: 'pre-receive', description: 'install the hook that judges a push; the default in a bare repository' },
      { name: 'force', description: 'replace a hook of somebody else and keep it beside' },
      { name: 'uninstall', description: 'remove our hook' },
    ],
    examples: [
      { call: 'sallyport hook install', does: 'judge every commit of this repository from now on' },
      { call: 'sallyport hook install -- --fail-on warn', does: 'refuse commits with warnings, too' },
    ],
    load: async () => (await import('./hook.ts')).run,
  },
  {
    name: 'test',
    summary: 'run the test cases of policies',
    usage: ['test [PATH…]'],
    description:
      'Runs the cases of the PolicyTest documents and prints what differs from what they expect. Every policy needs a case that accepts, and every rule one that rejects. A path is a file, a folder or pack:NAME; without one it is the folder policies.',
    arguments: 'PATH…',
    flags: [{ name: 'verbose', short: 'v', description: 'name every policy, not only those that fail' }],
    examples: [
      { call: 'sallyport test policies/', does: 'run all cases below a folder' },
      { call: 'sallyport test pack:pod-security-restricted', does: 'run the cases of a built-in pack' },
    ],
    load: async () => (await import('./test.ts')).run,
  },
  templateGroup,
  {
    name: 'eval',
    summary: 'show what an expression yields on each object',
    usage: ['eval EXPRESSION [FILE]', 'eval --batch'],
    description:
      'Evaluates an expression with $ and $object bound to each object of the file, $pod to its pod spec; an expression that reads $container is asked of each container. A file named - is standard input; without a file the expression is evaluated on nothing. With --batch, each line of standard input is {"expression", "input", "bindings"?} and is answered by one line: {"value"}, {} for nothing, or {"error": {"code", "message", "position"}}.',
    arguments: 'EXPRESSION [FILE]',
    flags: [{ name: 'batch', description: 'answer JSON lines from standard input' }],
    examples: [
      { call: "sallyport eval 'spec.replicas' deployment.yaml", does: 'see what a path yields' },
      { call: "sallyport eval '$image($container.image).tag' all.yaml", does: 'ask each container' },
    ],
    load: async () => (await import('./eval.ts')).run,
  },
  {
    name: 'explain',
    summary: 'show every object as rules see it',
    usage: ['explain --as-judged FILE… [--raw]'],
    description:
      'Prints a JSON line for each object of the files: {"file", "document", "object"}, with documents numbered from 0 and the items of a List each on a line. Objects are completed as the API server does before it asks a webhook: known fields only, defaults filled in, quantities rewritten; custom resources by their definitions, of the same files or of --schemas. Kinds without a schema stay as they are. Members that are null are left out. What cannot be read, here or by the API server, is a line {"file", "document", "error"} and exit code 2. A file named - is standard input.',
    arguments: 'FILE…',
    flags: [
      { name: 'as-judged', description: 'show what rules are given' },
      { name: 'raw', description: 'show objects as they were read, before they are completed' },
      ...JUDGING_FLAGS.filter(({ name }) => name === 'kubernetes-version' || name === 'schemas'),
    ],
    examples: [
      { call: 'sallyport explain --as-judged deployment.yaml', does: 'see the defaults that rules meet' },
      { call: 'sallyport explain --as-judged --raw deployment.yaml', does: 'see what the YAML says' },
    ],
    load: async () => (await import('./explain.ts')).run,
  },
  {
    name: 'snapshot',
    summary: 'write down what a cluster knows and a repository does not',
    usage: ['snapshot [--kubeconfig FILE] [--output FILE]'],
    description: [
      'Writes a Snapshot document: the release of the API server, the labels of all namespaces and the definitions of custom',
      'resources. Gates that cannot ask the cluster are given it with --snapshot or `snapshot` in sallyport.yaml. It is sorted',
      'and holds no date, so that in git it differs only where the cluster does. Needs get and list on namespaces and',
      'customresourcedefinitions.',
    ].join('\n'),
    flags: [
      KUBECONFIG_FLAG,
      { name: 'output', value: 'FILE', short: 'o', description: 'write to a file instead of stdout' },
    ],
    examples: [
      { call: 'sallyport snapshot -o cluster.yaml', does: 'write the snapshot of the current cluster' },
      { call: 'sallyport check --snapshot cluster.yaml', does: 'judge by it' },
    ],
    load: async () => (await import('./snapshot.ts')).run,
  },
  {
    name: 'docs',
    summary: 'write the generated pages and schemas, or check that they are up to date',
    usage: ['docs [--output DIR]', 'docs --check [--output DIR]'],
    description:
      'Generates docs/policies from the built-in packs and their test cases, docs/reference from the command line itself, the documents and the functions, and schemas/ for editors. Folders that are generated as a whole lose what no longer belongs there.',
    flags: [
      { name: 'output', value: 'DIR', default: '.', description: 'folder that holds docs/ and schemas/' },
      { name: 'check', description: 'write nothing; exit code 1 where a file differs' },
    ],
    examples: [
      { call: 'sallyport docs --check', does: 'in CI, fail when a policy or flag changed and its page did not' },
    ],
    load: async () => (await import('./docs.ts')).docsRun(commands),
  },
  {
    name: 'serve',
    summary: 'judge admission reviews of a Kubernetes API server over HTTPS',
    usage: [
      'serve --tls-cert FILE --tls-key FILE [--policies SOURCE]… [FLAGS]',
      'serve --self-signed [--ca-file FILE] [--hostname NAME]… [FLAGS]',
    ],
    description:
      'Answers POST /validate with denials, warnings and audit annotations; serves /healthz and /readyz on both ports, /metrics on the plain one. ' +
      'Changed policies and certificates are taken over while it runs; what does not load leaves the last good ones in force. ' +
      'Log lines are JSON on standard error.',
    flags: [
      {
        name: 'policies',
        value: 'DIR|FILE|pack:NAME',
        repeatable: true,
        description: 'policies to judge by, instead of those of the configuration',
      },
      { name: 'config', value: 'FILE', description: 'configuration; by default `sallyport.yaml` where there is one' },
      { name: 'tls-cert', value: 'FILE', description: 'certificate with its chain (PEM), read again when it changes' },
      { name: 'tls-key', value: 'FILE', description: 'private key (PEM), read again when it changes' },
      { name: 'self-signed', description: 'make a certificate for trying out, for localhost and each --hostname' },
      {
        name: 'hostname',
        value: 'NAME',
        repeatable: true,
        description: 'a further name or address in that certificate',
      },
      {
        name: 'ca-file',
        value: 'FILE',
        description: 'where to write the authority of that certificate (the caBundle)',
      },
      { name: 'port', value: 'PORT', default: '8443', description: 'port of the webhook (HTTPS)' },
      { name: 'metrics-port', value: 'PORT', default: '9090', description: 'port of metrics and health (plain HTTP)' },
      { name: 'address', value: 'ADDRESS', description: 'address to listen on; by default all of them' },
      {
        name: 'namespaces-from',
        value: 'SOURCE',
        choices: ['cluster', 'config'],
        description:
          'where labels of namespaces come from; by default the cluster in a pod or with a kubeconfig, else the configuration',
      },
      {
        name: 'kubeconfig',
        value: 'FILE',
        description: 'access to the cluster whose namespaces are watched; by default KUBECONFIG or the pod’s own',
      },
      {
        name: 'kubernetes-version',
        value: 'VERSION',
        description: 'minor version that the objects are for, e.g. 1.35',
      },
      {
        name: 'log-level',
        value: 'LEVEL',
        choices: ['debug', 'info', 'warn', 'error', 'silent'],
        default: 'info',
        description: 'least level that is logged; each decision is a line of level info',
      },
      {
        name: 'shutdown-delay',
        value: 'DURATION',
        description: 'how long to serve on, unready, after SIGTERM; by default 5s, with --self-signed 0s',
      },
    ],
    examples: [
      {
        call: 'sallyport serve --self-signed --ca-file ca.crt --policies pack:standards',
        does: 'try the webhook on localhost',
      },
      {
        call: 'sallyport serve --tls-cert tls.crt --tls-key tls.key --policies /etc/sallyport',
        does: 'serve in a cluster',
      },
    ],
    graceful: true,
    load: async () => (await import('./serve.ts')).run,
  },
];
