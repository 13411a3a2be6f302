@echo off
rem Starts Folkmoot's launcher; see "folkmoot help".
setlocal
for %%I in ("%~dp0..") do set "HOME_DIR=%%~fI"
if defined JAVA_HOME (
  set "JAVA=%JAVA_HOME%\bin\java.exe"
) else (
  set "JAVA=java.exe"
)
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo folkmoot: no usable Java at "%JAVA%". Install Java 17 or newer, or set JAVA_HOME to it. 1>&2
  exit /b 1
)
set "JAVA_MAJOR="
for /f tokens^=2^ delims^=.^" %%V in ('""%JAVA%" -version 2>&1 | findstr /c:" version ""') do if not defined JAVA_MAJOR set "JAVA_MAJOR=%%V"
if not defined JAVA_MAJOR set "JAVA_MAJOR=0"
if %JAVA_MAJOR% LSS 17 (
  echo folkmoot: "%JAVA%" is Java %JAVA_MAJOR%; Java 17 or newer is needed. Set JAVA_HOME to it. 1>&2
  exit /b 1
)
"%JAVA%" %JAVA_OPTS% "-Dfolkmoot.home=%HOME_DIR%" -cp "%HOME_DIR%\lib\*" org.folkmoot.app.Folkmoot %*
exit /b %ERRORLEVEL%
