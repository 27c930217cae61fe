#!/usr/bin/env bash
# Makes the disk image of the bundle: signed and notarised where the certificates are given.
# Has not run yet: it was written where there was no Mac (docs/releasing.md).
set -euo pipefail
cd "$(dirname "$0")/../.."

name="DSA fine simulator"
app="build/bundle/$name.app"
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' dsa_sim/__init__.py)
image="build/bundle/dsa-sim-$version-macos-$(uname -m).dmg"

if [ -n "${MACOS_CERTIFICATE:-}" ]; then
    chain="$RUNNER_TEMP/signing.keychain-db"
    secret=$(openssl rand -hex 16)
    printf '%s' "$MACOS_CERTIFICATE" | base64 --decode > "$RUNNER_TEMP/certificate.p12"
    security create-keychain -p "$secret" "$chain"
    security unlock-keychain -p "$secret" "$chain"
    security import "$RUNNER_TEMP/certificate.p12" -k "$chain" \
        -P "$MACOS_CERTIFICATE_PASSWORD" -T /usr/bin/codesign
    security set-key-partition-list -S apple-tool:,apple: -s -k "$secret" "$chain"
    security list-keychains -d user -s "$chain" login.keychain-db
    identity=$(security find-identity -v -p codesigning "$chain" | awk 'NR == 1 { print $2 }')
    codesign --force --deep --timestamp --options runtime \
        --entitlements installers/macos/entitlements.plist --sign "$identity" "$app"
else
    echo "No certificate was given: the program is not signed."
fi

staging=$(mktemp -d)
cp -R "$app" "$staging/"
ln -s /Applications "$staging/Applications"
hdiutil create -volname "$name" -srcfolder "$staging" -ov -format UDZO "$image"

if [ -n "${MACOS_CERTIFICATE:-}" ] && [ -n "${MACOS_NOTARY_USER:-}" ]; then
    xcrun notarytool submit "$image" --wait --apple-id "$MACOS_NOTARY_USER" \
        --team-id "$MACOS_NOTARY_TEAM" --password "$MACOS_NOTARY_PASSWORD"
    xcrun stapler staple "$image"
fi
