// What a template is compiled to: a tree of nodes that rendering and solving walk, with every name resolved to a slot. No logic.
import type { Json, JsonObject } from '../kube/object.ts';
import type { Validator } from '../policy/json-schema.ts';
import type { Expression } from '../policy/rule-type.ts';
import type { TemplateObject } from './spec.ts';

/** Where names live: the parameters themselves, or one item of an `each`. */
export interface Scope {
  /** The word of `as`; '' for the parameters. */
  readonly name: string;
  readonly parent: Scope | undefined;
  readonly schema: JsonObject;
  /** Filled while the template is read. */
  readonly slots: Slot[];
}

/** One value that holes bind: a parameter, or a member of one. */
export interface Slot {
  readonly index: number;
  readonly scope: Scope;
  /** As written in holes. */
  readonly name: string;
  /** Tokens below the scope's value: for a parameter its name first. */
  readonly path: readonly string[];
  readonly schema: JsonObject;
  /** JSON types that its schema takes; undefined for any. */
  readonly types: ReadonlySet<string> | undefined;
  readonly quantity: boolean;
  /** Where the slot's own parameter must have a value. */
  readonly required: boolean;
  /** Whether every place that tells it may be absent. */
  conditional: boolean;
  /** Checks one value, for texts that could be split in several ways. */
  validate: ((value: Json) => boolean) | undefined;
}

/** A slot seen from a scope: so many scopes up. */
export interface Ref {
  readonly slot: Slot;
  readonly up: number;
}

/** A condition on one parameter. */
export interface Condition {
  readonly ref: Ref;
  readonly text: string;
  /** The value with which it holds. */
  readonly value: Json;
  /** The one value with which it does not hold, where there is only one. */
  readonly other: Json | undefined;
}

/** What all nodes have. */
interface NodeBase {
  /** JSON pointer into the template's document. */
  readonly pointer: string;
  readonly why: string | undefined;
  /** Everything that holes below bind. */
  readonly refs: readonly Ref[];
  /** Whether the place may be empty: then it may as well be absent. */
  readonly voidable: boolean;
}

export interface LiteralNode extends NodeBase {
  readonly kind: 'literal';
  readonly value: string | number | boolean;
  /** Whether the place holds a quantity: compared by value. */
  readonly quantity: boolean;
}
export interface VerbatimNode extends NodeBase {
  readonly kind: 'verbatim';
  readonly value: Json;
}
export interface HoleNode extends NodeBase {
  readonly kind: 'hole';
  readonly ref: Ref;
  readonly quantity: boolean;
}
export interface TextNode extends NodeBase {
  readonly kind: 'text';
  /** One more than holes. */
  readonly parts: readonly string[];
  readonly holes: readonly Ref[];
}
export interface AnyNode extends NodeBase {
  readonly kind: 'any';
  readonly validate: Validator | undefined;
  readonly fallback: Json | undefined;
}
export interface ExprNode extends NodeBase {
  readonly kind: 'expr';
  readonly expression: Expression;
}
export interface Member {
  readonly key: string;
  readonly node: Node;
  readonly optional: boolean;
  readonly when: Condition | undefined;
  /** Every object has such a key by inheritance. */
  readonly inherited: boolean;
}
export interface ExtraRule {
  readonly allow: boolean;
  readonly keys: { test(text: string): boolean } | undefined;
  readonly validate: Validator | undefined;
  readonly max: number;
}
export interface MapNode extends NodeBase {
  readonly kind: 'map';
  readonly members: readonly Member[];
  readonly byKey: ReadonlyMap<string, Member>;
  readonly extra: ExtraRule;
  /** Alternatives whose members stand beside those above. */
  readonly choice: ChoiceNode | undefined;
  /** The object's own `metadata`: its namespace may be known from elsewhere. */
  readonly isMetadata: boolean;
}
export interface FixedItem {
  readonly node: Node;
  readonly optional: boolean;
  readonly when: Condition | undefined;
  /** Nodes of the key fields, in a keyed list; a text where the field is left out and has a default. */
  readonly keys: readonly (Node | string)[];
  /** The key where no hole is in it. */
  readonly literalKey: string | undefined;
}
export interface Each {
  readonly ref: Ref;
  readonly scope: Scope;
  readonly node: Node;
  /** The slot that is the whole item, where there is one. */
  readonly pointer: string;
}
export interface ListNode extends NodeBase {
  readonly kind: 'list';
  /** Empty for a list whose items have no key. */
  readonly key: readonly string[];
  readonly fixed: readonly FixedItem[];
  readonly byKey: ReadonlyMap<string, number>;
  readonly each: Each | undefined;
  readonly listed: boolean;
  readonly extra: ExtraRule;
}
export interface Alternative {
  /** Index or label. */
  readonly name: number | string;
  /** The value that the parameter of a `$case` has. */
  readonly value: Json | undefined;
  readonly node: Node;
}
export interface ChoiceNode extends NodeBase {
  readonly kind: 'choice';
  readonly on: Ref | undefined;
  readonly alternatives: readonly Alternative[];
  /** Keys of the alternatives, where they are merged into a map. */
  readonly merged: ReadonlySet<string> | undefined;
}

/** One place of a template. */
export type Node =
  | LiteralNode
  | VerbatimNode
  | HoleNode
  | TextNode
  | AnyNode
  | ExprNode
  | MapNode
  | ListNode
  | ChoiceNode;

/** A golden object as compiled. */
export interface ObjectProgram {
  readonly index: number;
  readonly spec: TemplateObject;
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** `apps/Deployment`, and with its version `apps/v1/Deployment`. */
  readonly groupKind: string;
  readonly versionedKind: string;
  readonly body: Node;
  readonly when: Condition | undefined;
  /** Parameters that this object tells or that its expressions read. */
  readonly parameters: ReadonlySet<string>;
}

/** Where a parameter's value comes from, beside the object. */
export type Source =
  | { readonly from: 'namespace' }
  | { readonly from: 'namespaceLabel'; readonly label: string }
  | { readonly from: 'label'; readonly label: string }
  | { readonly from: 'path'; readonly pattern: RegExp };

/** A relation between parameters. */
export interface Constraint {
  readonly expression: Expression;
  readonly message: string;
  readonly pointer: string;
  /** Parameters that its text names. */
  readonly parameters: readonly string[];
}

/** All that compiling made. */
export interface TemplateProgram {
  readonly scope: Scope;
  readonly objects: readonly ObjectProgram[];
  readonly constraints: readonly Constraint[];
  readonly sources: ReadonlyMap<string, Source>;
  readonly defaults: ReadonlyMap<string, Json>;
  /** Parameters whose text may hold a substitution that another tool makes, whatever their schema says. */
  readonly substitutable: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  readonly names: readonly string[];
  /** Parameters that no hole names: expressions alone read them. */
  readonly unnamed: readonly string[];
  readonly validate: Validator;
}
