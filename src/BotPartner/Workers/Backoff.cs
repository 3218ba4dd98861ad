using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace BotPartner.Workers;

/// <summary>How long to wait after failures in a row.</summary>
internal static class Backoff
{
    /// <summary>The longest wait.</summary>
    public static readonly Duration Longest = Duration.FromMinutes(10);

    /// <summary>1 s, 2 s, 4 s … 10 min, each up to a quarter shorter, so that what failed together does not return together.</summary>
    /// <param name="failures">From 1.</param>
    /// <param name="seed">Decides how much shorter: the same always gives the same.</param>
    public static Duration After(int failures, string seed)
    {
        var whole = Math.Min(Math.Pow(2, Math.Clamp(failures - 1, 0, 30)), Longest.TotalSeconds);
        return Duration.FromMilliseconds(Math.Floor(whole * 1000 * (1 - (Share($"{seed}#{failures}") / 4))));
    }

    private static double Share(string seed) => SHA256.HashData(Encoding.UTF8.GetBytes(seed))[0] / 256.0;
}
