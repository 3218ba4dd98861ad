using System.Security.Cryptography;
using System.Text;

namespace BotPartner.Benchmarks.Hostile;

/// <summary>Makes hostile requests of recorded ones. Slack's are signed after that, mostly: what is not signed gets no further than the door.</summary>
internal sealed class Gunner(Random random, string[] ids, string[] addresses)
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes(Names.SigningSecret);

    private static readonly string[] Types =
    [
        "application/json", "application/x-www-form-urlencoded", "application/json; charset=utf-16", "application/json; charset=nonsense", "text/plain", "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded; charset=iso-8859-1", "", "application/", ";;;=,", "application/json, application/json", "application/vnd.microsoft.card.adaptive",
    ];

    private static readonly string[] Odd =
    [
        "X-Slack-Retry-Num: 99999999999999999999", "X-Slack-Retry-Num: -1", "X-Slack-Retry-Num: 3", "X-Slack-Retry-Reason: \u0001", "Content-Encoding: gzip", "Content-Encoding: br, gzip", "Accept-Encoding: *;q=x",
        "Accept-Language: ;;;q=9,xx-YY-zz;q=0.0.1,*", "Accept-Language: " , "Accept: ", "Cookie: slack-install=x; slack-install=y; =; ;", "Cookie: a", "Authorization: Bearer", "Authorization: Bearer a.b.c", "Authorization: Basic !!",
        "Authorization: Bearer x\r\nAuthorization: Bearer y", "Forwarded: for=\"[::1\"", "X-Forwarded-For: ,,,", "X-Forwarded-Host: evil.example", "Range: bytes=9-1", "If-None-Match: \"", "Upgrade: websocket", "Upgrade: h2c",
        "Connection: close", "Expect: 100-continue", "TE: trailers", "Host: evil.example", "Max-Forwards: -1", "Traceparent: 00-zz", "Origin: null", "X-Long: " , "Date: never", "Keep-Alive: timeout=-1", "Via: é",
    ];

    /// <summary>The next one.</summary>
    public Shot Next(Recorded recorded)
    {
        var changes = random.Next(10) switch { 0 => 0, < 6 => 1, < 9 => 2, _ => 6 };
        var body = recorded.Carries switch
        {
            Carries.Json => Poison.Bytes(Json(recorded.Tree!, changes)),
            Carries.Payload => Form([("payload", Json(recorded.Tree!, changes))], changes > 1 && random.Next(6) == 0 ? 1 : 0),
            Carries.Fields => Form(recorded.Fields, changes),
            _ => [],
        };
        if (recorded.Carries != Carries.Address && random.Next(8) == 0)
        {
            body = Bitten(body);
        }

        return Sent(recorded, body, changes);
    }

    private string Json(Knot tree, int changes) => new Mangled(random, ids, addresses).Write(tree, changes);

    private byte[] Form(IEnumerable<(string Name, string Value)> fields, int changes)
    {
        var all = fields.ToList();
        for (var i = 0; i < changes && all.Count > 0; i++)
        {
            var at = random.Next(all.Count);
            var (name, value) = all[at];
            switch (random.Next(9))
            {
                case 0:
                    all.RemoveAt(at);
                    break;
                case 1:
                    all.Insert(at, (name, Poison.Any(random)));
                    break;
                case 2:
                    all[at] = (name + Poison.Any(random), value);
                    break;
                case 3:
                    all[at] = (name, all[random.Next(all.Count)].Value);
                    break;
                case 4:
                    all[at] = (name, ids[random.Next(ids.Length)]);
                    break;
                case 5 when value.Contains("://", StringComparison.Ordinal):
                    all[at] = (name, addresses[random.Next(addresses.Length)]);
                    break;
                case 6:
                    all[at] = (name, value + " " + Poison.Any(random));
                    break;
                default:
                    all[at] = (name, Poison.Any(random));
                    break;
            }
        }

        var joined = string.Join('&', all.Select(f => $"{Uri.EscapeDataString(f.Name)}={Escaped(f.Value)}"));
        return Poison.Bytes(random.Next(30) == 0 ? joined + "&&=&=&%" : joined);
    }

    private string Escaped(string value)
    {
        var escaped = Uri.EscapeDataString(value).Replace("%EF%A3%BF", "%ed%a0%80", StringComparison.Ordinal);
        return random.Next(20) switch
        {
            0 => escaped.Replace("%", "%%", StringComparison.Ordinal),
            1 => escaped + "%ff%c0%80%",
            2 => escaped + "%00",
            3 => value,
            4 => escaped[..random.Next(escaped.Length + 1)],
            _ => escaped,
        };
    }

    /// <summary>Bytes turned, cut out, put in, or repeated.</summary>
    private byte[] Bitten(byte[] body)
    {
        var bitten = body.ToList();
        for (var i = random.Next(1, 5); i > 0 && bitten.Count > 0; i--)
        {
            var at = random.Next(bitten.Count);
            var length = Math.Min(random.Next(1, 40), bitten.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    bitten[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bitten[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bitten.RemoveRange(at, length);
                    break;
                case 3:
                    bitten.InsertRange(at, bitten.GetRange(random.Next(bitten.Count - length + 1), length));
                    break;
                default:
                    bitten.RemoveRange(at, random.Next(6) == 0 ? bitten.Count - at : 1);
                    break;
            }
        }

        return [.. bitten];
    }

    private Shot Sent(Recorded recorded, byte[] body, int changes)
    {
        var address = recorded.Carries == Carries.Address ? Address(recorded, changes) : recorded.Path;
        var head = new StringBuilder($"{(recorded.Carries == Carries.Address ? random.Next(12) == 0 ? "HEAD" : "GET" : "POST")} {address} HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        var type = recorded.Carries == Carries.Json ? "application/json" : "application/x-www-form-urlencoded";
        var whole = true;
        if (recorded.Carries != Carries.Address)
        {
            head.Append("Content-Type: ").Append(random.Next(25) == 0 ? Types[random.Next(Types.Length)] : type).Append("\r\n");
        }

        if (recorded.Path.StartsWith("/slack/", StringComparison.Ordinal) && recorded.Carries != Carries.Address)
        {
            Sign(head, body);
        }

        if (random.Next(15) == 0)
        {
            var odd = Odd[random.Next(Odd.Length)];
            head.Append(odd.EndsWith(": ", StringComparison.Ordinal) ? odd + new string('x', random.Next(2) == 0 ? 0 : 20_000) : odd).Append("\r\n");
            whole = !odd.StartsWith("Upgrade", StringComparison.Ordinal);
        }

        var framing = random.Next(60);
        var sent = framing == 1 ? Chunked(body) : body;
        head.Append(framing switch
        {
            0 => $"Content-Length: {body.Length + random.Next(1, 9)}\r\n\r\n",
            1 => "Transfer-Encoding: chunked\r\n\r\n",
            2 => $"Content-Length: {Math.Max(0, body.Length - random.Next(1, 9))}\r\n\r\n",
            3 => "Content-Length: 99999999999\r\n\r\n",
            4 => $"Content-Length: {body.Length}\r\nContent-Length: {body.Length + 1}\r\n\r\n",
            5 => "Transfer-Encoding: gzip\r\n\r\n",
            6 => "Content-Length: -1\r\n\r\n",
            _ => $"Content-Length: {body.Length}\r\n\r\n",
        });
        return new([.. Encoding.UTF8.GetBytes(head.ToString()), .. sent], whole && framing is 1 or > 6);
    }

    private void Sign(StringBuilder head, byte[] body)
    {
        var second = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + random.Next(40) switch { 0 => 301, 1 => -301, 2 => 299, _ => 0 };
        var stamp = random.Next(80) == 0 ? Poison.Literals[random.Next(20)] : $"{second}";
        var mac = Convert.ToHexStringLower(HMACSHA256.HashData(Secret, (byte[])[.. Encoding.UTF8.GetBytes($"v0:{stamp}:"), .. body]));
        var wrong = random.Next(60);
        head.Append($"X-Slack-Request-Timestamp: {stamp}\r\n");
        head.Append(wrong switch
        {
            0 => "",
            1 => $"X-Slack-Signature: v0={mac}\r\nX-Slack-Signature: v0={mac}\r\n",
            2 => $"X-Slack-Signature: v0={new string('0', 64)}\r\n",
            3 => $"X-Slack-Signature: v0={mac.ToUpperInvariant()}\r\n",
            4 => $"X-Slack-Signature: v0={mac[..^1]}é\r\n",
            5 => "X-Slack-Signature: \r\n",
            6 => $"X-Slack-Signature: v0={mac}\r\nX-Slack-Request-Timestamp: {stamp}\r\n",
            _ => $"X-Slack-Signature: v0={mac}\r\n",
        });
    }

    private static byte[] Chunked(byte[] body)
    {
        var half = body.Length / 2;
        return
        [
            .. Part(body[..half]), .. Part(body[half..]), .. "0\r\n\r\n"u8,
        ];

        static byte[] Part(byte[] some) => some.Length == 0 ? [] : [.. Encoding.ASCII.GetBytes($"{some.Length:x};ext=\"1\"\r\n"), .. some, .. "\r\n"u8];
    }

    /// <summary>Only characters that may stand in a request line, mostly: with others the bot never sees it.</summary>
    private string Address(Recorded recorded, int changes)
    {
        var query = Encoding.Latin1.GetString(Form(recorded.Fields, changes));
        var path = changes == 0 ? recorded.Path : random.Next(4) switch
        {
            0 => recorded.Path + Uri.EscapeDataString(Poison.Any(random)),
            1 => recorded.Path + "/%2e%2e/" + Uri.EscapeDataString(Poison.Words[random.Next(Poison.Words.Length)]),
            2 => recorded.Path[..random.Next(1, recorded.Path.Length + 1)],
            _ => recorded.Path,
        };
        var address = query.Length > 0 ? $"{path}?{query}" : path;
        return address.Length > 7000 ? address[..7000] : random.Next(30) == 0 ? address : string.Concat(address.Where(c => c is > ' ' and < '\x7f'));
    }
}
