namespace BotPartner.Limits;

/// <summary>What somebody, or some place, may still do at once: it fills again as time passes.</summary>
internal sealed class Bucket
{
    private const int Remembered = 16;

    private readonly int[] seen = new int[Remembered];
    private int next;
    private double left;
    private long filled;
    private long? told;

    public Bucket(double burst, long now) => (left, filled) = (burst, now);

    /// <summary>Fills it for the time that has passed.</summary>
    public void Fill(double burst, double perSecond, TimeSpan passed, long now) => (left, filled) = (Math.Min(burst, left + (passed.TotalSeconds * perSecond)), now);

    /// <summary>When it was last filled.</summary>
    public long Filled => filled;

    public bool IsEmpty => left < 1;

    public void Take() => left--;

    /// <summary>In how many seconds there will be so much again.</summary>
    public int SecondsUntil(double much, double perSecond) => Math.Max(1, (int)Math.Ceiling((much - left) / perSecond));

    /// <summary>Whether this act was among the last that were let through: then it was only delivered again.</summary>
    public bool Saw(int act) => Array.IndexOf(seen, act) >= 0;

    public void Remember(int act) => seen[next++ % Remembered] = act;

    /// <summary>Whether it is time to say something: not again and again while a flood lasts.</summary>
    public bool Tells(TimeProvider time, TimeSpan pause, long now)
    {
        if (told is { } last && time.GetElapsedTime(last, now) < pause)
        {
            return false;
        }

        told = now;
        return true;
    }
}
