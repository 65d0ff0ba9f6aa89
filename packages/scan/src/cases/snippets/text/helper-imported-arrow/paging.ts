export const paged = (text: string, order = 'id') => `${text} ORDER BY ${order} LIMIT $1 OFFSET $2`;
