namespace BotPartner.Limits;

/// <summary>A memory of those met lately: about so many, the ones not met for longest are forgotten together. Not for use by two at the same time.</summary>
internal sealed class Recent<TKey, TValue>(int most)
    where TKey : notnull
    where TValue : class
{
    private Dictionary<TKey, TValue> young = [];
    private Dictionary<TKey, TValue> old = [];

    /// <summary>How many are remembered: never more than were allowed.</summary>
    public int Count => young.Count + old.Count;

    /// <summary>Who is remembered under this name.</summary>
    public TValue? Find(TKey key)
    {
        if (young.TryGetValue(key, out var value))
        {
            return value;
        }

        return old.Remove(key, out value) ? Add(key, value) : null;
    }

    /// <summary>Remembers somebody who was not.</summary>
    public TValue Add(TKey key, TValue value)
    {
        if (young.Count >= most / 2)
        {
            (old, young) = (young, []);
        }

        young.Add(key, value);
        return value;
    }
}
