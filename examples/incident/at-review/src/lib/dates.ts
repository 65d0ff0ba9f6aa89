/** The club's clock: moments are printed as its families read them. */
const CLUB_TIME_ZONE = 'America/Los_Angeles';

const DAY = new Intl.DateTimeFormat('en-US', { dateStyle: 'long' });
const MOMENT = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeStyle: 'short', timeZone: CLUB_TIME_ZONE });

/** Prints a `timestamptz` column in the club's time zone. */
export function longMoment(moment: Date): string {
  return MOMENT.format(moment);
}

/**
 * Prints a birthday with the age reached on a day. `pg` reads a `date` column as midnight of the server's own time zone,
 * so this runs on the server and never in the browser, whose zone may put that moment on the day before.
 */
export function birthday(dateOfBirth: Date, day: Date): string {
  return `${DAY.format(dateOfBirth)} (${ageOn(dateOfBirth, day)} years old)`;
}

/** Full years between two days. */
function ageOn(dateOfBirth: Date, day: Date): number {
  const years = day.getFullYear() - dateOfBirth.getFullYear();
  const hadBirthday =
    day.getMonth() > dateOfBirth.getMonth() ||
    (day.getMonth() === dateOfBirth.getMonth() && day.getDate() >= dateOfBirth.getDate());
  return hadBirthday ? years : years - 1;
}
