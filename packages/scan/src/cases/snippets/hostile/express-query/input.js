module.exports = (app, db) => {
  app.get('/select', (req, res) => {
    const { query } = req;
    const name = query('select');
    db.collection('players').find({ name }).update({ $set: { name } });
    res.send(req.query.with + 'SELECT');
  });
};
