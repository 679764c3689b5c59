# Sourced by ./mvnw and ./coster (POSIX sh). Finds a JDK of the version that Coster needs, although an older java may
# come first on the PATH, and exports it as JAVA_HOME.

jdk_needed=25

# Major version of the JDK in a folder: from its release file, which needs no Java to be started; empty if it is no JDK.
# (/usr is passed over: on macOS its programs are stand-ins that open a window.)
jdk_major() {
  [ "$1" != /usr ] && [ -x "$1/bin/javac" ] || return 0
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
  fi
}

jdk_fits() {
  jdk_found_major=$(jdk_major "$1")
  [ -n "$jdk_found_major" ] && [ "$jdk_found_major" -ge "$jdk_needed" ]
}

# The folder of the java on the PATH, its symbolic links followed.
jdk_on_path() {
  jdk_link=$(command -v java 2>/dev/null) || return 0
  while [ -L "$jdk_link" ]; do
    jdk_target=$(readlink "$jdk_link")
    case $jdk_target in
      /*) jdk_link=$jdk_target ;;
      *) jdk_link=$(dirname "$jdk_link")/$jdk_target ;;
    esac
  done
  dirname "$(dirname "$jdk_link")"
}

find_jdk() {
  for jdk_candidate in \
    "${JAVA_HOME:-}" \
    "$(jdk_on_path)" \
    /usr/lib/jvm/* /usr/java/* /usr/local/openjdk* /opt/java/* /opt/jdk* /opt/*jdk* \
    "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* "${HOME:-}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
  do
    if [ -n "$jdk_candidate" ] && jdk_fits "$jdk_candidate"; then
      JAVA_HOME=$jdk_candidate
      export JAVA_HOME
      return 0
    fi
  done
  if [ -x /usr/libexec/java_home ]; then
    jdk_candidate=$(/usr/libexec/java_home -v "$jdk_needed+" 2>/dev/null) || jdk_candidate=
    if [ -n "$jdk_candidate" ] && jdk_fits "$jdk_candidate"; then
      JAVA_HOME=$jdk_candidate
      export JAVA_HOME
      return 0
    fi
  fi
  cat >&2 <<EOF
Coster needs a JDK $jdk_needed or later, and none was found (looked at JAVA_HOME, the PATH and the usual folders).
Install one, for example Eclipse Temurin $jdk_needed (https://adoptium.net), or:
  Debian, Ubuntu   apt install openjdk-$jdk_needed-jdk-headless   (where the release has it)
  Fedora           dnf install java-$jdk_needed-openjdk-devel
  macOS            brew install openjdk@$jdk_needed
  anywhere         sdk install java $jdk_needed-tem   (SDKMAN)
If it is somewhere else already, say so: JAVA_HOME=/path/to/jdk ./coster ...
EOF
  return 1
}
