#!/bin/sh
# Compiles the front-end files into static/portal, which is committed, so that nothing else needs Node.
set -eu
cd "$(dirname "$0")"
target=../static/portal
packages=node_modules

npm ci --no-audit --no-fund --ignore-scripts
python3 -m venv node_modules/.fonts
node_modules/.fonts/bin/pip install --quiet --disable-pip-version-check -r fonts-requirements.txt

# Only what is made here: scripts of single pages, such as live-log.js, live beside it.
rm -rf "$target/fonts" "$target/images" "$target/licences"
mkdir -p "$target/fonts" "$target/images" "$target/licences"

for sheet in portal paper; do
  npx sass --no-source-map --style=compressed --quiet-deps --load-path=. --load-path=node_modules \
    "$sheet.scss" "$target/$sheet.css"
done
node_modules/.fonts/bin/python fonts.py node_modules/@fontsource-variable "$target/fonts"
cp images/* "$target/images/"
cp "$packages/@ministryofjustice/frontend/moj/assets/images/icon-document.svg" "$target/images/"
# A source map comment would name a file that manifest storage cannot find.
sed 's,//# sourceMappingURL=.*,,' "$packages/govuk-frontend/dist/govuk/govuk-frontend.min.js" > "$target/govuk-frontend.min.js"
cp portal.js "$target/portal.js"

cp "$packages/@fontsource-variable/source-sans-3/LICENSE" "$target/licences/source-sans-3.txt"
cp "$packages/@fontsource-variable/source-serif-4/LICENSE" "$target/licences/source-serif-4.txt"
cp licences/* "$target/licences/"
