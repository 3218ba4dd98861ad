using System.Buffers.Binary;
using System.IO.Compression;

namespace BotPartner.Tests.Manifests;

/// <summary>A PNG of eight bits a colour, decoded.</summary>
internal sealed record Picture(int Width, int Height, IReadOnlyList<(byte R, byte G, byte B, byte A)> Pixels)
{
    public static Picture Read(ReadOnlySpan<byte> png)
    {
        Assert.True(png.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]));
        using var packed = new MemoryStream();
        var (width, height, depth) = (0, 0, 0);
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png[at..]);
            var name = System.Text.Encoding.ASCII.GetString(png.Slice(at + 4, 4));
            var data = png.Slice(at + 8, length);
            if (name == "IHDR")
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
                Assert.Equal((8, 0), (data[8], data[12])); // bits, not interlaced
                depth = data[9] switch { 2 => 3, 6 => 4, var kind => throw new NotSupportedException($"colour type {kind}") };
            }
            else if (name == "IDAT")
            {
                packed.Write(data);
            }

            at += length + 12;
        }

        packed.Position = 0;
        using var plain = new MemoryStream();
        using (var unpack = new ZLibStream(packed, CompressionMode.Decompress))
        {
            unpack.CopyTo(plain);
        }

        return new(width, height, Unfilter(plain.ToArray(), width, height, depth));
    }

    private static (byte R, byte G, byte B, byte A)[] Unfilter(byte[] raw, int width, int height, int depth)
    {
        var stride = width * depth;
        var above = new byte[stride];
        var pixels = new (byte, byte, byte, byte)[width * height];
        for (var y = 0; y < height; y++)
        {
            var line = raw.AsSpan((y * (stride + 1)) + 1, stride).ToArray();
            for (var x = 0; x < stride; x++)
            {
                var (left, up, corner) = (x < depth ? 0 : line[x - depth], above[x], x < depth ? 0 : above[x - depth]);
                line[x] += (byte)(raw[y * (stride + 1)] switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => throw new NotSupportedException() });
            }

            for (var x = 0; x < width; x++)
            {
                pixels[(y * width) + x] = (line[x * depth], line[(x * depth) + 1], line[(x * depth) + 2], depth == 4 ? line[(x * depth) + 3] : byte.MaxValue);
            }

            above = line;
        }

        return pixels;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (l, u, c) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - corner - corner));
        return l <= u && l <= c ? left : u <= c ? up : corner;
    }
}
