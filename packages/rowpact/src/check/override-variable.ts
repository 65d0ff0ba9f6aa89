/** The variable that lets everything through in an emergency: who does it, and why. */
export const OVERRIDE_VARIABLE = 'ROWPACT_OVERRIDE';
