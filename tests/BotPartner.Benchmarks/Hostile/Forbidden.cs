using System.Net;
using System.Net.Sockets;

namespace BotPartner.Benchmarks.Hostile;

/// <summary>A host that nothing may be sent to, under all names of this machine. It counts who comes from it.</summary>
internal sealed class Forbidden : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.IPv6Any, 0);
    private int heard;

    public Forbidden()
    {
        listener.Server.DualMode = true;
        listener.Start();
        _ = Listen();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How often somebody came.</summary>
    public int Heard => Volatile.Read(ref heard);

    public void Dispose() => listener.Dispose();

    private async Task Listen()
    {
        try
        {
            while (true)
            {
                using var caller = await listener.AcceptSocketAsync();
                if (caller.RemoteEndPoint is IPEndPoint { Address: var from } && IPAddress.IsLoopback(from.IsIPv4MappedToIPv6 ? from.MapToIPv4() : from))
                {
                    Interlocked.Increment(ref heard);
                }
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // The trial is over.
        }
    }
}
