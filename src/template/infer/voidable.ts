// Maps and lists in which nothing has to be: for them to be absent is to be empty, as it is for the solver.
import type { Member, Pattern, Presence } from './pattern.ts';

/** Whether nothing has to be there. */
export function isVoidable(pattern: Pattern): boolean {
  if (pattern.type === 'list')
    return (pattern.items.length > 0 || pattern.each !== undefined) && pattern.items.every(mayBeAbsent);
  if (pattern.type !== 'map' || pattern.alternatives) return false;
  return pattern.members.length + (pattern.open?.length ?? 0) > 0 && pattern.members.every(mayBeAbsent);
}

const mayBeAbsent = ({ presence, pattern }: Member) => presence !== undefined || isVoidable(pattern);

/** The pattern of something voidable, with what is in it told as missing where all of it is missing. */
export function withAbsent(pattern: Pattern, presence: Presence): Pattern {
  const fill = (member: Member): Member =>
    member.presence
      ? { ...member, presence: member.presence.map((one, index) => one ?? (presence[index] === false ? false : one)) }
      : { ...member, pattern: withAbsent(member.pattern, presence) };
  if (pattern.type === 'list') return { ...pattern, items: pattern.items.map(fill) };
  return pattern.type === 'map' ? { ...pattern, members: pattern.members.map(fill) } : pattern;
}
