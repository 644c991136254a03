@rem The scripts of package.json say "exec", so that a signal to npm reaches Acore and no shell stands between. Windows has no such word.
@%*
