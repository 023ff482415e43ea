@echo off
rem Starts Espy. Needs a JDK or JRE 25 or later: ESPY_JAVA_HOME, else JAVA_HOME, else the java on the path.
setlocal
set "lib=%~dp0..\lib"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if defined ESPY_JAVA_HOME set "java=%ESPY_JAVA_HOME%\bin\java"
"%java%" -Xlog:disable -Xlog:all=error:stderr -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp "%lib%\*" espy.Launcher %*
