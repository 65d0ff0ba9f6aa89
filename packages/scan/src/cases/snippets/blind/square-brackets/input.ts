export const roster = (db: any) => db.query('SELECT TOP 10 [id] FROM [dbo].[players]');
