#!/bin/sh
# Makes the three short clips that the made-up contest hands out as "演示视频". Run by hand; the results are committed, so that
# nobody needs ffmpeg to build. Needs: ffmpeg with libx264, libvpx and drawtext (5.1 made the committed files).
#
#   ./make_clips.sh
#
# Each is a screen recording of a platform that does not exist: captions, a running clock, a curve or bars. Clip a has its index (moov) at the
# front, clip b at the end, as files straight from a recorder have it; both kinds must seek. Each stays below 400 KB.
set -eu
cd "$(dirname "$0")"
font=../fonts/NotoSansSC-Subset.otf
quiet="-hide_banner -loglevel error -y"
same="-map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact"

# One line of text: text, size, x, y, colour.
say() {
    printf "drawtext=fontfile=%s:text='%s':fontsize=%s:x=%s:y=%s:fontcolor=%s" "$font" "$1" "$2" "$3" "$4" "$5"
}

# A running clock with tenths, so that a seek can be judged by eye.
clock() {
    printf "drawtext=fontfile=%s:text='%%{pts\\:hms}':fontsize=22:x=w-tw-24:y=18:fontcolor=white" "$font"
}

# Six bars above a base line.
bars() {
    x=60
    for height in 96 142 71 168 120 187; do
        printf "drawbox=x=%d:y=%d:w=54:h=%d:color=%s@0.9:t=fill," $x $((300 - height)) $height "$1"
        x=$((x + 92))
    done
    printf "drawbox=x=40:y=300:w=560:h=2:color=white@0.6:t=fill"
}

ffmpeg $quiet -f lavfi -i "gradients=s=640x360:r=25:d=24:c0=0x0b2447:c1=0x19376d:n=2:speed=0.008:seed=7" -f lavfi -i "sine=frequency=220:r=24000:d=24" \
    -vf "$(bars 0x4ea1ff),$(say '城市运行数据融合平台 · 功能演示' 24 24 16 white),$(say '一、跨部门数据汇聚与共享' 18 24 56 0xcfe3ff),$(clock)" \
    -af volume=0.03 -c:v libx264 -preset slow -crf 33 -pix_fmt yuv420p -g 50 -c:a aac -b:a 16k -ac 1 $same -movflags +faststart -shortest clip_a.mp4

# A slowly beating tone drawn as the vibration curve of a machine.
ffmpeg $quiet -f lavfi -i "aevalsrc='(0.35+0.25*sin(t*0.9))*sin(37*t)+0.1*sin(211*t)':s=8000:d=20" \
    -filter_complex "color=0x10202b:s=640x360:r=15:d=20,drawgrid=w=40:h=40:color=white@0.08[back];[0:a]showwaves=s=640x240:mode=line:n=60:r=15:colors=0x39d98a[wave];[back][wave]overlay=0:80:shortest=1,$(say '产线设备振动监测与预测性维护 · 现场实录' 22 20 14 white),$(say '1号主轴　实时曲线' 16 20 52 0xb9e8d0),$(clock)" \
    -an -c:v libx264 -preset slow -crf 34 -pix_fmt yuv420p -g 60 $same clip_b.mp4

ffmpeg $quiet -f lavfi -i "gradients=s=640x360:r=20:d=18:c0=0x103d2b:c1=0x2a6b4f:n=2:speed=0.008:seed=11" -f lavfi -i "sine=frequency=330:r=24000:d=18" \
    -vf "$(bars 0xf2c14e),$(say '可信数据空间 · 应用场景演示' 24 24 16 white),$(say '二、数据产品目录与授权运营' 18 24 56 0xe8f5e9),$(clock)" \
    -af volume=0.03 -pix_fmt yuv420p -c:v libvpx -b:v 120k -crf 40 -g 60 -c:a libopus -b:a 12k -ac 1 $same -shortest clip_c.webm

ls -l clip_a.mp4 clip_b.mp4 clip_c.webm
