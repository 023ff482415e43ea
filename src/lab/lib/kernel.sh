# The UML kernel with its modules, in LAB_STATE/kernel; sourced by lab setup
build_kernel() {  # -> $LAB_STATE/kernel/{linux,lib/modules/VERSION}
    local w=$LAB_STATE/build new=$LAB_STATE/kernel.new log=$LAB_STATE/build/log src=linux-source-6.1 o stamp
    mkdir -p $w; cd $w
    if [ ! -f $src/Makefile ]; then
        update_once; rm -rf x ./*.deb; apt-get -o APT::Sandbox::User=root download $src; dpkg -x ${src}_*.deb x
        rm -rf $src.new; mkdir $src.new; tar -C $src.new --strip-components=1 -xf x/usr/src/$src.tar.xz; mv $src.new $src; rm -rf x ./*.deb
    fi
    cd $src
    stamp=$({ cat "$LAB_DIR/guest/kconfig"; make -s kernelversion; gcc -dumpversion; } | sha256sum | cut -c1-32)
    if [ -z "$FORCE" ] && [ -x $LAB_STATE/kernel/linux ] && [ "$(cat $LAB_STATE/kernel/stamp 2>/dev/null)" = $stamp ]; then echo "kernel is up to date"; return; fi
    echo "building the UML kernel; log: $log"
    ( make ARCH=um x86_64_defconfig && ARCH=um scripts/kconfig/merge_config.sh -m .config "$LAB_DIR/guest/kconfig" && make ARCH=um olddefconfig &&
      make ARCH=um -j"$(nproc)" linux modules && rm -rf $new && mkdir -p $new &&
      make ARCH=um INSTALL_MOD_PATH=$new INSTALL_MOD_STRIP=1 modules_install ) >$log 2>&1 || { tail -20 $log >&2; die "kernel build failed; see $log"; }
    for o in XFRM_INTERFACE XFRM_USER INET_ESP NF_TABLES_INET UML_NET_VECTOR OVERLAY_FS HOSTFS CGROUPS NET_IPVTI; do
        grep -q "^CONFIG_$o=[ym]" .config || die "kernel built without $o; see $PWD/.config"; done
    rm -f $new/lib/modules/*/{build,source}; cp linux $new/linux; cp .config $new/config; echo $stamp >$new/stamp
    rm -rf $LAB_STATE/kernel; mv $new $LAB_STATE/kernel
}

modules_link() {  # the guest's root is the host's /, so its modprobe looks in the host's /lib/modules
    local d
    mkdir -p /lib/modules
    for d in /usr/lib/uml/modules/* "$LAB_STATE"/kernel/lib/modules/*; do
        [ -d "$d" ] || continue
        # a link that works may belong to a lab elsewhere that is in use
        [ -e "/lib/modules/${d##*/}" ] || ln -sfn "$d" "/lib/modules/${d##*/}"
        [ -s "$d/modules.dep" ] || depmod "${d##*/}"
    done
}

unpack_kernel() {  # a kernel that `lab setup --kernel` built earlier, packed with: tar -C LAB_STATE -cJf ARCHIVE kernel
    [ ! -x "$LAB_STATE/kernel/linux" ] || return 0
    [ -n "${LAB_KERNEL_ARCHIVE:-}" ] || die "no kernel yet. Build one with lab setup --kernel (about 20 minutes on two cores)," \
        "or let LAB_KERNEL_ARCHIVE name an archive of one. Debian's own UML kernel has no nftables and no xfrm interfaces."
    [ -f "$LAB_KERNEL_ARCHIVE" ] || die "LAB_KERNEL_ARCHIVE names $LAB_KERNEL_ARCHIVE, and there is no such file."
    tar -C "$LAB_STATE" -xJf "$LAB_KERNEL_ARCHIVE"
    [ -x "$LAB_STATE/kernel/linux" ] || die "$LAB_KERNEL_ARCHIVE holds no kernel/linux. Pack one with tar -C $LAB_STATE -cJf ARCHIVE kernel."
}
