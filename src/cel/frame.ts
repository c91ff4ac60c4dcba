// What the parts of a program are: closures over a frame of variables.
import type { Fault } from './fault.ts';
import type { CelValue } from './value.ts';

/** Variables of one evaluation. A variable whose value does not fit its schema holds the fault, raised where it is read. */
export type Frame = (CelValue | Fault)[];

/** A part of an expression, ready to run. */
export type Code = (frame: Frame) => CelValue;

/** Places of variables in the frame, by name. */
export type Places = ReadonlyMap<string, number>;
