namespace BotPartner.Sandbox.Wire;

/// <summary>Repeatable randomness: the same seed gives the same ids and the same disorder (SplitMix64).</summary>
public sealed class Dice(ulong seed)
{
    private readonly Lock gate = new();
    private ulong state = seed;

    /// <summary>64 bits.</summary>
    public ulong Next()
    {
        lock (gate)
        {
            state += 0x9E3779B97F4A7C15;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>A number from 0 to <paramref name="bound"/> - 1.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>Lower-case hexadecimal digits.</summary>
    public string Hex(int digits)
    {
        var text = "";
        while (text.Length < digits)
        {
            text += Next().ToString("x16");
        }

        return text[..digits];
    }

    /// <summary>Letters and digits as in the ids of Slack.</summary>
    public string Letters(int count)
    {
        const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";
        return string.Create(count, this, static (span, dice) =>
        {
            foreach (ref var c in span)
            {
                c = Alphabet[dice.Below(Alphabet.Length)];
            }
        });
    }

    /// <summary>Looks like a GUID.</summary>
    public string Uuid()
    {
        var h = Hex(32);
        return $"{h[..8]}-{h[8..12]}-4{h[13..16]}-a{h[17..20]}-{h[20..]}";
    }

    /// <summary>The same items in another order.</summary>
    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        var all = items.ToArray();
        for (var i = all.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (all[i], all[j]) = (all[j], all[i]);
        }

        return all;
    }
}
