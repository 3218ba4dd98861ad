namespace BotPartner.Storage;

/// <summary>The store refuses one request for what it holds, however often it is made; others will do better. One line, no content.</summary>
public sealed class StoreRefusedException : Exception
{
    /// <summary>Says why.</summary>
    public StoreRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>For serializers.</summary>
    public StoreRefusedException()
    {
    }

    /// <summary>Says why.</summary>
    public StoreRefusedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
