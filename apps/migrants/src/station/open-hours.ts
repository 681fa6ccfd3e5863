import { localDateOf } from '@nuan/kernel';
import { Field, Int, ObjectType } from 'type-graphql';

/** When a facility is staffed on one day of the week (开放时间), Asia/Shanghai. */
@ObjectType('OpenHours', { description: 'When a facility is open on one day of the week (开放时间), Asia/Shanghai.' })
export class OpenHours {
  @Field(() => Int, { description: 'Day of the week (星期), 1 = Monday to 7 = Sunday.' })
  readonly weekday!: number;

  @Field(() => String, { description: 'Opens at (开门时间), HH:MM.' })
  readonly opensAt!: string;

  @Field(() => String, { description: 'Closes at (关门时间), HH:MM; "24:00" is midnight.' })
  readonly closesAt!: string;
}

const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;

/** Day of the week of an instant in Asia/Shanghai, 1 = Monday to 7 = Sunday. */
export function weekdayOf(instant: Date): number {
  const day = new Date(`${localDateOf(instant)}T00:00:00Z`).getUTCDay();
  return day === 0 ? 7 : day;
}

/** Time of day of an instant in Asia/Shanghai, HH:MM. */
export function shanghaiTime(instant: Date): string {
  return new Date(instant.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(11, 16);
}

/** Whether the hours cover an instant; the opening minute counts, the closing minute doesn't. */
export function coversInstant(hours: readonly OpenHours[], instant: Date): boolean {
  const time = shanghaiTime(instant);
  const weekday = weekdayOf(instant);
  return hours.some((day) => day.weekday === weekday && day.opensAt <= time && time < day.closesAt);
}
