# Makes the installer of the bundle, for one person and without administrator: signed where a
# certificate is given. Has not run yet: it was written where there was no Windows
# (docs/releasing.md).
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..\..')

$version = (Select-String -Path dsa_sim\__init__.py -Pattern '^__version__ = "(.*)"$').Matches[0].Groups[1].Value
$machine = if ($env:PROCESSOR_ARCHITECTURE -eq 'ARM64') { 'arm64' } else { 'x64' }
$folder = 'build\bundle\dsa-sim'
$installer = "build\bundle\dsa-sim-$version-windows-$machine.msi"

function Invoke-Signing([string[]]$files) {
    if (-not $env:WINDOWS_CERTIFICATE) {
        Write-Output 'No certificate was given: nothing is signed.'
        return
    }
    $certificate = Join-Path $env:RUNNER_TEMP 'certificate.pfx'
    [IO.File]::WriteAllBytes($certificate, [Convert]::FromBase64String($env:WINDOWS_CERTIFICATE))
    $tools = Get-ChildItem "${env:ProgramFiles(x86)}\Windows Kits\10\bin\*\x64\signtool.exe"
    & $tools[-1].FullName sign /fd sha256 /td sha256 /tr http://timestamp.digicert.com `
        /f $certificate /p $env:WINDOWS_CERTIFICATE_PASSWORD $files
    if ($LASTEXITCODE -ne 0) { throw 'signing failed' }
}

Invoke-Signing @("$folder\dsa-sim.exe", "$folder\dsa-sim-window.exe")

dotnet tool install --global wix --version 5.0.2
wix build installers\windows\dsa-sim.wxs -arch $machine -o $installer `
    -d "Version=$version" -d "Folder=$folder" -d 'Icon=assets\icons\dsa-sim.ico'
if ($LASTEXITCODE -ne 0) { throw 'the installer could not be made' }

Invoke-Signing @($installer)
