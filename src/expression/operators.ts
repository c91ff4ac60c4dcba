// Binary operators, unary minus and ranges.
import { charge, chargeText, run } from './budget.ts';
import type { Code, Compiler } from './code.ts';
import { ExpressionError } from './messages.ts';
import type { Ast } from './parse.ts';
import type { Scope } from './scope.ts';
import { asSequence, equal, isNumber, textOf, truthy } from './values.ts';

type Operator = (left: unknown, right: unknown, position: number) => unknown;

function arithmetic(token: string, apply: (left: number, right: number) => number): Operator {
  return (left, right, position) => {
    if (typeof left === 'number' && typeof right === 'number' && Number.isFinite(left) && Number.isFinite(right))
      return apply(left, right);
    run.position = position;
    if (left !== undefined && !isNumber(left)) throw new ExpressionError('T2001', position, { token, value: left });
    if (right !== undefined && !isNumber(right)) throw new ExpressionError('T2002', position, { token, value: right });
    return undefined;
  };
}

const isOrdered = (value: unknown) => value === undefined || typeof value === 'string' || typeof value === 'number';

function comparison(token: string, holds: (left: number, right: number) => boolean): Operator {
  return (left, right, position) => {
    if (typeof left === 'number' && typeof right === 'number') return holds(left, right);
    if (!isOrdered(left) || !isOrdered(right))
      throw new ExpressionError('T2010', position, { token, value: isOrdered(left) ? right : left });
    if (left === undefined || right === undefined) return undefined;
    if (typeof left !== typeof right)
      throw new ExpressionError('T2009', position, { token, value: left, value2: right });
    return holds(left as number, right as number);
  };
}

function includes(left: unknown, right: unknown): boolean {
  if (left === undefined || right === undefined) return false;
  if (!Array.isArray(right)) return left === right;
  charge(right.length >> 3);
  for (let i = 0; i < right.length; i++) if (right[i] === left) return true;
  return false;
}

function concatenation(left: unknown, right: unknown, position: number): string {
  run.position = position;
  const text = (textOf(left) ?? '') + (textOf(right) ?? '');
  chargeText(text.length);
  return text;
}

function range(left: unknown, right: unknown, position: number): unknown {
  if (left !== undefined && !Number.isInteger(left)) throw new ExpressionError('T2003', position, { value: left });
  if (right !== undefined && !Number.isInteger(right)) throw new ExpressionError('T2004', position, { value: right });
  if (left === undefined || right === undefined) return undefined;
  const first = left as number;
  const last = right as number;
  if (first > last) return undefined;
  const size = last - first + 1;
  if (size > 1e7) throw new ExpressionError('D2014', position, { value: size });
  charge(size);
  const result: unknown[] = [];
  for (let i = 0; i < size; i++) result.push(first + i);
  return asSequence(result);
}

const OPERATORS: Readonly<Record<string, Operator>> = {
  '+': arithmetic('+', (a, b) => a + b),
  '-': arithmetic('-', (a, b) => a - b),
  '*': arithmetic('*', (a, b) => a * b),
  '/': arithmetic('/', (a, b) => a / b),
  '%': arithmetic('%', (a, b) => a % b),
  '<': comparison('<', (a, b) => a < b),
  '<=': comparison('<=', (a, b) => a <= b),
  '>': comparison('>', (a, b) => a > b),
  '>=': comparison('>=', (a, b) => a >= b),
  '&': concatenation,
  '..': range,
};

/** Whether a node is a literal that compares by identity. */
const isLiteral = (ast: Ast) =>
  (ast.type === 'string' || ast.type === 'number' || ast.type === 'value') && !ast.predicate && !ast.group;

/** Compiles a binary operator. */
export function compileBinary(ast: Ast, scope: Scope, compiler: Compiler): Code {
  const left = compiler.node(ast.lhs as Ast, scope);
  const rightAst = ast.rhs as Ast;
  const right = compiler.node(rightAst, scope);
  const position = ast.position ?? 0;
  switch (ast.value) {
    case 'and':
      return (input, frame) => truthy(left(input, frame)) && truthy(right(input, frame));
    case 'or':
      return (input, frame) => truthy(left(input, frame)) || truthy(right(input, frame));
    case '=': {
      if (isLiteral(rightAst)) {
        const literal = rightAst.value;
        return (input, frame) => left(input, frame) === literal;
      }
      return (input, frame) => {
        const a = left(input, frame);
        const b = right(input, frame);
        return a !== undefined && b !== undefined && equal(a, b);
      };
    }
    case '!=':
      return (input, frame) => {
        const a = left(input, frame);
        const b = right(input, frame);
        return a !== undefined && b !== undefined && !equal(a, b);
      };
    case 'in':
      return (input, frame) => {
        const a = left(input, frame);
        return includes(a, right(input, frame));
      };
  }
  const operator = OPERATORS[ast.value as string];
  if (!operator) throw new ExpressionError('S0204', position, { token: ast.value });
  return (input, frame) => {
    const a = left(input, frame);
    return operator(a, right(input, frame), position);
  };
}

/** Compiles unary minus. */
export function compileMinus(ast: Ast, scope: Scope, compiler: Compiler): Code {
  const operand = compiler.node(ast.expression as Ast, scope);
  const position = ast.position ?? 0;
  return (input, frame) => {
    const value = operand(input, frame);
    if (value === undefined) return undefined;
    run.position = position;
    if (isNumber(value)) return -value;
    throw new ExpressionError('D1002', position, { value });
  };
}
