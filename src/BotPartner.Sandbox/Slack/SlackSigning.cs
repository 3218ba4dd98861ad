using System.Security.Cryptography;
using System.Text;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Slack;

/// <summary>What to get wrong in the signature of what a person does.</summary>
public sealed record SlackFlaws
{
    /// <summary>Signed with another secret.</summary>
    public bool WrongSecret { get; init; }

    /// <summary>Without the signature header.</summary>
    public bool NoSignature { get; init; }

    /// <summary>Without the timestamp header.</summary>
    public bool NoTimestamp { get; init; }

    /// <summary>Hexadecimal digits in upper case.</summary>
    public bool UpperCase { get; init; }

    /// <summary>How old it is; negative for the future.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>Changed after it was signed.</summary>
    public bool Tampered { get; init; }

    /// <summary>Padded to so many bytes, properly signed.</summary>
    public int PadTo { get; init; }
}

/// <summary>Signs as Slack does (v0).</summary>
internal static class SlackSigning
{
    public static Outgoing Request(string path, string contentType, string body, SlackOptions options, SlackFlaws flaws, params ReadOnlySpan<(string Name, string Value)> more)
    {
        // White space after JSON, or one more character of the last form field, changes nothing but the size.
        var padded = body.Length < flaws.PadTo ? body + new string(contentType == "application/json" ? ' ' : '+', flaws.PadTo - body.Length) : body;
        var sent = Encoding.UTF8.GetBytes(padded);
        var timestamp = (options.Time.GetUtcNow() - flaws.Age).ToUnixTimeSeconds().ToString();
        var secret = flaws.WrongSecret ? options.SigningSecret + "?" : options.SigningSecret;
        var signature = Signature(secret, timestamp, sent);
        if (flaws.UpperCase)
        {
            signature = "v0=" + signature[3..].ToUpperInvariant();
        }

        if (flaws.Tampered)
        {
            sent = [.. sent, (byte)' '];
        }

        var headers = new Dictionary<string, string> { ["User-Agent"] = "Slackbot 1.0 (+https://api.slack.com/robots)" };
        if (!flaws.NoTimestamp)
        {
            headers["X-Slack-Request-Timestamp"] = timestamp;
        }

        if (!flaws.NoSignature)
        {
            headers["X-Slack-Signature"] = signature;
        }

        foreach (var (name, value) in more)
        {
            headers[name] = value;
        }

        return new(path, contentType, sent, headers);
    }

    public static string Signature(string secret, string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"v0:{timestamp}:"), .. body];
        return "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
    }
}
