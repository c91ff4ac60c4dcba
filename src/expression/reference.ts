// What authors read of the language: the names bound in every expression and each function with an example. Data only; the
// examples are executed by the test, and a function without an entry fails it.

/** A name that is bound in expressions, without `$`. */
export interface DocumentedName {
  readonly name: string;
  readonly meaning: string;
}

/** A function with one example; `result` undefined stands for nothing. */
export interface DocumentedFunction {
  /** Name without `$`. */
  readonly name: string;
  /** How it is called. */
  readonly call: string;
  readonly does: string;
  readonly example: { readonly expression: string; readonly input?: unknown; readonly result: unknown };
}

/** The bound names. What is absent is unbound, never null. */
export const NAMES: readonly DocumentedName[] = [
  { name: '', meaning: 'the node that is judged: what `at` selected, or the object' },
  { name: 'object', meaning: 'the object; on CONNECT the options object; unbound on DELETE' },
  { name: 'old', meaning: 'the object as it was; unbound on CREATE and CONNECT' },
  { name: 'operation', meaning: '`CREATE`, `UPDATE`, `DELETE` or `CONNECT`; `AUDIT` in an audit' },
  {
    name: 'actor',
    meaning: 'who proposes the change: `name`, `groups`, `proof`; bound where it is proven well enough',
  },
  { name: 'namespace', meaning: 'the namespace of the object: `name` and `labels`' },
  { name: 'params', meaning: 'the parameters of the policy, defaults filled in' },
  { name: 'pod', meaning: 'the pod spec of a workload' },
  { name: 'container', meaning: 'the container around the node, or the node itself' },
  { name: 'key', meaning: "the node's own key in a map, or its index in a list" },
  { name: 'changes', meaning: 'in a transition: list of `pointer`, `before`, `after`' },
];

const entry = (
  call: string,
  does: string,
  expression: string,
  result: unknown,
  input?: unknown,
): DocumentedFunction => ({
  name: call.slice(1, call.indexOf('(')),
  call,
  does,
  example: input === undefined ? { expression, result } : { expression, input, result },
});

/** Functions that Sallyport adds to JSONata. */
export const OWN_FUNCTIONS: readonly DocumentedFunction[] = [
  entry(
    '$image(reference)',
    'the parts of an image reference: registry, repository, tag, digest; nothing where it is none',
    '$image("nginx:1.27").tag',
    '1.27',
  ),
  entry(
    '$matches(text, pattern)',
    'whether a part of the text matches a pattern (RE2) that is only known at run time, such as a parameter; anchor it with ^ and $',
    "$matches('team-shop', '^team-[a-z]+$')",
    true,
  ),
  entry(
    '$quantity(value)',
    'a Kubernetes quantity as a number of base units (cores, bytes); fails where it is none',
    "$quantity('1.5Gi')",
    1610612736,
  ),
  entry(
    '$semver(text)',
    'the parts of a version: major, minor, patch, prerelease, build; nothing where it is none',
    "$semver('v1.27.3').minor",
    27,
  ),
  entry(
    '$compareVersions(one, other)',
    '-1, 0 or 1: whether the first version is older, equal or newer; nothing where one is no version',
    "$compareVersions('1.9.0', '1.10.0')",
    -1,
  ),
  entry(
    '$glob(pattern, text)',
    'whether the whole text matches; `*` is any characters, `?` is one',
    "$glob('*.example.com', 'shop.example.com')",
    true,
  ),
  entry(
    '$selects(selector, labels)',
    'whether a label selector selects these labels; a missing selector selects nothing, an empty one everything',
    "$selects(selector, {'app': 'web'})",
    true,
    { selector: { matchLabels: { app: 'web' } } },
  ),
  entry(
    '$cidrContains(network, address)',
    'whether the address, or the whole other network, lies in the network; IPv4 and IPv6',
    "$cidrContains('10.0.0.0/8', '10.1.2.3')",
    true,
  ),
  entry(
    '$every(list, function)',
    'whether the function is true of every item; true where there is none',
    '$every(containers, function($c) { $exists($c.image) })',
    true,
    {},
  ),
  entry(
    '$some(list, function)',
    'whether the function is true of some item; false where there is none',
    '$some([1, 2], function($n) { $n > 1 })',
    true,
  ),
  entry(
    '$default(value, fallback)',
    'the value, or the fallback where it is missing or null',
    '$default(spec.replicas, 1)',
    1,
    { spec: {} },
  ),
];

/** Functions of JSONata, by what they work on. */
export const JSONATA_FUNCTIONS: readonly {
  readonly about: string;
  readonly functions: readonly DocumentedFunction[];
}[] = [
  {
    about: 'Values',
    functions: [
      entry('$exists(value)', 'whether there is a value', '$exists(spec.replicas)', false, { spec: {} }),
      entry('$not(value)', 'the opposite of its truth; nothing of nothing', "$not('a' = 'b')", true),
      entry('$boolean(value)', 'its truth: empty text, list and map, 0 and null are false', "$boolean('')", false),
      entry('$type(value)', 'the name of its type', '$type([1])', 'array'),
      entry('$string(value, pretty?)', 'as text; lists and maps as JSON', '$string({"a": 1})', '{"a":1}'),
      entry('$number(value)', 'as a number', "$number('1.5')", 1.5),
      entry('$clone(value)', 'a copy', '$clone({"a": 1})', { a: 1 }),
      entry('$error(message?)', 'fails with the message', "false ? $error('never')", undefined),
      entry(
        '$assert(condition, message?)',
        'fails with the message where the condition is false',
        "$assert(true, 'never')",
        undefined,
      ),
    ],
  },
  {
    about: 'Lists',
    functions: [
      entry('$count(list)', 'the number of items; 0 of nothing', '$count(containers)', 2, { containers: [1, 2] }),
      entry('$append(one, other)', 'both lists as one', '$append([1], [2, 3])', [1, 2, 3]),
      entry('$reverse(list)', 'the items backwards', '$reverse([1, 2])', [2, 1]),
      entry('$distinct(list)', 'each item once', "$distinct(['a', 'b', 'a'])", ['a', 'b']),
      entry('$zip(list, list)', 'the first items as a list, then the second ones', '$zip([1, 2], [3, 4])', [
        [1, 3],
        [2, 4],
      ]),
      entry(
        '$sort(list, after?)',
        'sorted; `after` tells whether its first item comes after its second',
        '$sort([3, 1, 2])',
        [1, 2, 3],
      ),
      entry(
        '$map(list, function)',
        'the results of the function on each item',
        '$map([1, 2], function($n) { $n * 2 })',
        [2, 4],
      ),
      entry(
        '$filter(list, function)',
        'the items for which the function is true',
        "$filter(['a', 'bc'], function($t) { $length($t) > 1 })",
        'bc',
      ),
      entry(
        '$single(list, function?)',
        'the one item for which the function is true; fails where it is not exactly one',
        '$single([1, 2, 3], function($n) { $n > 2 })',
        3,
      ),
      entry(
        '$reduce(list, function, start?)',
        'folds the items from the left',
        '$reduce([1, 2, 3], function($sum, $n) { $sum + $n })',
        6,
      ),
    ],
  },
  {
    about: 'Maps',
    functions: [
      entry('$keys(map)', 'the keys', '$keys({"a": 1, "b": 2})', ['a', 'b']),
      entry('$lookup(map, key)', 'the value of a key', "$lookup(metadata.labels, 'app')", 'web', {
        metadata: { labels: { app: 'web' } },
      }),
      entry('$spread(map)', 'a map with one member for each member', '$spread({"a": 1, "b": 2})', [{ a: 1 }, { b: 2 }]),
      entry('$merge(list)', 'one map of many; the last one wins', '$merge([{"a": 1}, {"a": 2, "b": 3}])', {
        a: 2,
        b: 3,
      }),
      entry(
        '$each(map, function)',
        'the results of the function on each value and key',
        '$each({"a": 1}, function($value, $key) { $key & $value })',
        'a1',
      ),
      entry(
        '$sift(map, function)',
        'the members for which the function is true',
        '$sift({"a": 1, "b": 2}, function($value) { $value > 1 })',
        { b: 2 },
      ),
    ],
  },
  {
    about: 'Text',
    functions: [
      entry('$length(text)', 'the number of characters', "$length('web')", 3),
      entry('$contains(text, part)', 'whether the text holds a text or a pattern', "$contains('web-1', /[0-9]/)", true),
      entry('$match(text, pattern, limit?)', 'each match with its groups', "$match('a1', /([a-z])([0-9])/).groups", [
        'a',
        '1',
      ]),
      entry('$replace(text, part, by, limit?)', 'with a text or pattern replaced', "$replace('a-b', '-', '.')", 'a.b'),
      entry('$split(text, separator, limit?)', 'the parts between separators', "$split('a,b', ',')", ['a', 'b']),
      entry('$join(list, separator?)', 'the texts as one', "$join(['a', 'b'], ', ')", 'a, b'),
      entry('$substring(text, start, length?)', 'a part by place, from 0', "$substring('sallyport', 0, 5)", 'sally'),
      entry('$substringBefore(text, part)', 'what stands before the part', "$substringBefore('a/b', '/')", 'a'),
      entry('$substringAfter(text, part)', 'what stands after the part', "$substringAfter('a/b', '/')", 'b'),
      entry('$lowercase(text)', 'in lower case', "$lowercase('ABC')", 'abc'),
      entry('$uppercase(text)', 'in upper case', "$uppercase('abc')", 'ABC'),
      entry(
        '$trim(text)',
        'without white space around it, and one blank for each run within',
        "$trim('  a  b ')",
        'a b',
      ),
      entry(
        '$pad(text, width, character?)',
        'filled up to a width; negative fills in front',
        "$pad('7', -3, '0')",
        '007',
      ),
      entry('$base64encode(text)', 'as Base64', "$base64encode('ab')", 'YWI='),
      entry('$base64decode(text)', 'from Base64', "$base64decode('YWI=')", 'ab'),
      entry('$encodeUrl(text)', 'percent-encoded, as a whole URL', "$encodeUrl('a b/c')", 'a%20b/c'),
      entry('$encodeUrlComponent(text)', 'percent-encoded, as a part of a URL', "$encodeUrlComponent('a/b')", 'a%2Fb'),
      entry('$decodeUrl(text)', 'back from $encodeUrl', "$decodeUrl('a%20b')", 'a b'),
      entry('$decodeUrlComponent(text)', 'back from $encodeUrlComponent', "$decodeUrlComponent('a%2Fb')", 'a/b'),
    ],
  },
  {
    about: 'Numbers and dates',
    functions: [
      entry('$sum(list)', 'the sum', '$sum([1, 2])', 3),
      entry('$max(list)', 'the greatest', '$max([1, 3, 2])', 3),
      entry('$min(list)', 'the least', '$min([1, 3, 2])', 1),
      entry('$average(list)', 'the mean', '$average([1, 3])', 2),
      entry('$abs(number)', 'without its sign', '$abs(-2)', 2),
      entry('$floor(number)', 'rounded down', '$floor(1.7)', 1),
      entry('$ceil(number)', 'rounded up', '$ceil(1.2)', 2),
      entry('$round(number, digits?)', 'rounded to even', '$round(1.25, 1)', 1.2),
      entry('$sqrt(number)', 'its square root', '$sqrt(9)', 3),
      entry('$power(base, exponent)', 'the power', '$power(2, 10)', 1024),
      entry(
        '$formatNumber(number, picture, options?)',
        'printed by an XPath picture',
        "$formatNumber(1234.5, '#,##0.00')",
        '1,234.50',
      ),
      entry('$formatBase(number, base?)', 'printed to a base, 10 when left out', '$formatBase(255, 16)', 'ff'),
      entry('$formatInteger(number, picture)', 'printed by an XPath picture', "$formatInteger(7, '000')", '007'),
      entry('$parseInteger(text, picture)', 'read by an XPath picture', "$parseInteger('007', '000')", 7),
      entry(
        '$toMillis(text, picture?)',
        'a date as milliseconds since 1970',
        "$toMillis('2027-03-01T00:00:00Z')",
        1803859200000,
      ),
      entry(
        '$fromMillis(number, picture?, zone?)',
        'milliseconds since 1970 as a date',
        '$fromMillis(0)',
        '1970-01-01T00:00:00.000Z',
      ),
    ],
  },
];

/** Functions of JSONata that are refused where an expression is loaded. */
export const REFUSED_FUNCTIONS: readonly { readonly call: string; readonly because: string }[] = [
  { call: '$now()', because: 'an expression has no clock' },
  { call: '$millis()', because: 'an expression has no clock' },
  { call: '$random()', because: 'an expression has no randomness' },
  { call: '$shuffle(list)', because: 'an expression has no randomness' },
  { call: '$eval(text)', because: 'what is judged must not bring its own rules' },
];
